#!/usr/bin/env python3
"""Checks the boilerplate rules: a reference matcher for the format of Sources/Normalize/Strip/Rules.

    check_rules.py [FOLDER]               parse, run every example, exit 1 with messages
    check_rules.py [FOLDER] --left-out    also say which examples a rule would miss without that example
    check_rules.py [FOLDER] --try FILE    verdict on each line of FILE (a line that starts with `keep ` must stay)

A rule strips a unit (a sentence or a line) when every `anchor` line has an alternative in it and what is left after the
vocabulary and the rule's slots is nothing specific (no number, no amount, no capitalised name, no Chinese name), at most
`limit` words or Han characters, and at most one English word in 20 or one Han character in 25. The vocabulary is the words
(Han bigrams) of the `yes` and `words` lines; a single Han character in `words` stands for itself anywhere. The sentence
rules of a legal class share one vocabulary a language, every other rule keeps to its own. `\\t` in a value is a TAB.
"""
import argparse
import re
import sys
from pathlib import Path

STRIPPED = ("disclaimer", "caution", "forwardLooking", "responsibility", "identification", "offerLegend",
            "importance", "formula", "pageFurniture", "contents", "navigation")
TAGGED = ("boardComposition", "signature", "placeholder", "auditResponsibility")
LEGAL = ("disclaimer", "caution", "forwardLooking", "responsibility", "offerLegend")
SLOTS = ("document", "exchange", "party", "event", "date", "number", "place", "adviser", "list", "issuer")
LIMIT = {"en": 2, "zh": 4}  # residue at most
SHARE = {"en": 20, "zh": 25}  # and at most one in so many

# Traditional to Simplified, one character for one (ICU's Hant-Hans, within Big5-HKSCS).
TRADITIONAL = (
    "丟並乾亂亙亞佇佈佔併來侖侶侷俁係俔俠俬俱倀倆倈倉個們倖倣倫偉側偵偽傑傖傘備傢傭傯傳傴債傷傾僂僅僇僉僑僕僥僨僱價儀儂億儈儉"
    "儐儔儕儘償優儲儷儸儺儻儼兇兌兒兗內兩冊冪凈凍凜凱別刪剄則剋剎剗剛剝剮剴創剷劃劇劉劊劌劍劏劑劚勁動勗務勛勝勞勢勩勱勳勵勸勻"
    "匭匯匱區協卹卻厙厠厭厲厴參叢吒吳吶呂咷咼員唄唚唸問啓啞啟啢喎喚喨喪喫喬單喲嗆嗇嗊嗎嗚嗩嗶嘆嘍嘔嘖嘗嘜嘩嘮嘯嘰嘵嘸嘽噓噚噝"
    "噠噥噦噯噲噴噸噹嚀嚇嚌嚐嚕嚙嚥嚦嚨嚮嚲嚳嚴嚶囀囁囂囅囈囉囍囑囓囪圇國圍園圓圖團垵埡埰執堅堊堝堯報場塊塋塏塒塗塚塢塤塵塹墊"
    "墜墮墳墻墾壇壋壎壓壘壙壚壜壞壟壠壢壩壯壺壼壽夠夢夥夾奐奧奩奪奮奼妝姊姍姦姪娛婁婦婭媧媯媼媽嫋嫗嫵嫻嫿嬈嬋嬌嬙嬝嬡嬤嬪嬰嬸"
    "孃孌孫學孿宮寢實寧審寫寬寵寶尅將專尋對導尷屆屍屓屜屢層屨屬岡峴島峽崍崑崗崙崢崬嵐嶁嶄嶇嶔嶗嶠嶢嶧嶮嶴嶸嶺嶼巋巒巔巖巰帥師"
    "帳帶幀幃幗幘幟幣幫幬幹幾庫廁廂廄廈廚廝廟廠廡廢廣廩廬廳廻弒弔弳張強彆彈彌彎彙彥彿後徑從徠復徬徵徹恆恥悅悞悳悵悶悽惡惱惲惻"
    "愛愜愨愴愷愾慄慇態慍慘慚慟慣慤慪慫慮慳慶慼慾憂憊憐憑憒憚憤憫憮憲憶懃懇應懌懍懞懟懣懨懮懲懶懷懸懺懼懾戀戇戔戧戩戰戲戶拋挩"
    "挾捨捫捲掃掄掗掙掛採揀揚換揮搆損搖搗搥搧搨搵搶搾摀摑摜摟摯摳摶摺摻撈撏撐撓撚撝撟撢撣撥撫撲撳撻撾撿擁擄擇擊擋擓擔據擠擣擬"
    "擯擰擱擲擴擷擺擻擼擾攄攆攏攔攖攙攛攜攝攢攣攤攪攬敗敘敵數斂斃斕斬斷於昇時晉晝暈暉暘暢暫暱曄曆曇曉曏曖曠曨曬書會朧東枒柵桿"
    "梔梘條梟梲棄棖棗棟棧棲棶椏楊楓楨業極榖榪榮榲榿構槍槓槖槤槧槨槳樁樂樅樑樓標樞樣樸樹樺橈橋機橢橫檁檉檔檜檝檟檢檣檮檯檳檸檻"
    "櫃櫓櫚櫛櫝櫞櫟櫥櫧櫨櫪櫫櫬櫱櫳櫸櫺櫻欄權欏欒欖欞欵欽歎歐歛歟歡歲歷歸歿殘殞殤殫殮殯殰殲殺殼毀毆毬毿氂氈氌氣氫氬氳氹氾汎汙"
    "決沍沒沖況洩洶浹涇涼淒淚淥淨淪淵淶淺渙減渦測渾湊湞湧湯溈準溝溫溼滄滅滌滎滬滯滲滷滸滻滾滿漁漚漢漣漬漲漵漸漿潁潑潔潛潤潯潰"
    "潷潿澀澆澇澗澠澤澦澩澮澱濁濃濕濘濟濤濫濬濰濱濺濼濾瀅瀆瀇瀉瀋瀏瀕瀘瀝瀟瀠瀦瀧瀨瀰瀲瀾灃灄灑灕灘灝灠灣灤灧災為烏烴無煉煒煙"
    "煢煥煩煬煱熅熒熗熱熲熾燁燄燈燉燐燒燙燜營燦燬燭燴燶燻燼燾燿爍爐爛爭爺爾牀牆牋牘牽犖犢犧狀狹狽猙猶猻獁獃獄獅獎獨獪獫獮獰獱"
    "獲獵獷獸獺獻獼玀現琺琿瑋瑒瑣瑤瑩瑪瑯瑲璉璣璦璫環璽瓊瓏瓔瓚甌甕產畝畢畫異當疇疊痀痙痠痾瘂瘋瘍瘓瘞瘡瘧瘲瘺瘻療癆癇癉癒癘癟"
    "癡癢癤癥癧癩癬癭癮癰癱癲發皁皚皰皸皺盃盜盞盡監盤盧盪眞眥眾睏睜睞睪瞇瞘瞜瞞瞭瞶瞼矓矚矯砲硜硤硨硯碩碭碸確碼磑磚磣磧磯磽礆"
    "礎礙礡礦礪礫礬礮礱祕祿禍禎禕禡禦禪禮禰禱禿秈稅稈稜稟種稱穀穌積穎穠穡穢穩穫穭窩窪窮窯窵窶窺竄竅竇竈竊竪競筆筍筧筴箇箋箎箏"
    "箝節範築篋篔篤篩篳簀簆簍簞簡簣簫簷簹簽簾籃籌籐籙籜籟籠籤籩籪籬籮籲粧粵糝糞糧糰糲糴糶糹糾紀紂約紅紆紇紈紉紋納紐紓純紕紖紗"
    "紘紙級紛紜紝紡紬紮細紱紲紳紵紹紺紼紿絀終絃組絅絆絎結絕絛絝絞絡絢給絨絰統絲絳絹綁綃綆綈綉綌綏綑經綜綞綠綢綣綫綬維綯綰綱網"
    "綳綴綵綸綹綺綻綽綾綿緄緇緊緋緒緓緔緗緘緙線緝緞締緡緣緦編緩緬緯緱緲練緶緹緻縈縉縊縋縐縑縕縗縛縝縞縟縣縧縫縭縮縱縲縳縴縵縶"
    "縷縹總績繃繅繆繒織繕繚繞繡繢繩繪繫繭繮繯繰繳繸繹繼繽繾繿纈纊續纍纏纓纔纖纘纜缽罈罌罎罣罰罵罷羅羆羈羋羣羥羨義羶習翫翹翺耬"
    "耮聖聞聯聰聲聳聵聶職聹聽聾肅脅脈脛脣脫脹腎腖腡腦腫腳腸膃膚膠膩膽膾膿臉臍臏臘臚臟臠臢臥臨臺與興舉舊舖艙艤艦艫艱艷芻苧茲荊"
    "荳莊莖莢莧菓華菸萇萊萬萵葉葒著葤葦葯葷蒐蒓蒔蒞蒼蓀蓆蓋蓮蓯蓽蔔蔞蔣蔥蔦蔭蔴蕁蕆蕎蕒蕓蕕蕘蕢蕩蕪蕭蕷薀薈薊薌薑薔薘薟薦薩薳"
    "薴薺藉藍藎藝藥藪藶藷藹藺蘄蘆蘇蘊蘋蘚蘞蘢蘭蘺蘿虆處虛虜號虧虯蛺蛻蜆蝕蝟蝦蝨蝸螄螞螢螮螻螿蟄蟈蟎蟣蟬蟯蟲蟶蟻蠅蠆蠍蠐蠑蠔蠟"
    "蠣蠧蠨蠱蠶蠻衆衊術衚衛衝袞袴裊裏補裝裡製複褌褘褲褳褸褻襇襏襖襝襠襤襪襬襯襲覈見規覓視覘覡覥覦親覬覯覲覷覺覽覿觀觴觶觸訂訃"
    "計訊訌討訐訒訓訕訖託記訛訝訟訢訣訥訩訪設許訴訶診註証詁詆詎詐詒詔評詖詗詘詛詞詠詡詢詣試詩詫詬詭詮詰話該詳詵詼詿誄誅誆誇誌"
    "認誑誒誕誘誚語誠誡誣誤誥誦誨說誰課誶誹誼誾調諂諄談諉請諍諏諑諒論諗諛諜諝諞諡諢諤諦諧諫諭諮諱諳諶諷諸諺諼諾謀謁謂謄謅謊謎"
    "謐謔謖謗謙謚講謝謠謨謫謬謭謳謹謾譁譅證譎譏譖識譙譚譜譟譫譯議譴護譸譽譾讀變讌讎讒讓讕讖讚讜讞豈豎豐豔豬豶貍貓貙貝貞貟負財"
    "貢貧貨販貪貫責貯貰貲貳貴貶買貸貺費貼貽貿賀賁賂賃賄賅資賈賊賑賒賓賕賙賚賜賞賠賡賢賣賤賦賧質賫賬賭賰賴賵賸賺賻購賽賾贄贅贇"
    "贈贊贋贍贏贐贓贔贖贗贛贜赬趕趙趨趲跡跤跼踐踡踰踴蹌蹕蹟蹣蹤蹧蹺躂躉躊躋躍躑躒躓躕躚躡躥躦躪軀車軋軌軍軑軒軔軛軟軤軫軲軸軹"
    "軺軻軼軾較輅輇輈載輊輒輓輔輕輛輜輝輞輟輥輦輩輪輬輯輳輸輻輾輿轀轂轄轅轆轉轍轎轔轝轟轡轢轤辦辭辮辯農迴逕這連週進遊運過達違"
    "遙遜遞遠適遯遲遷選遺遼邁還邇邊邏邐郟郵鄆鄉鄒鄔鄖鄧鄭鄰鄲鄴鄶鄺酇酈醃醜醞醫醬醱醼釀釁釃釅釋釐釓釔釕釗釘釙針釣釤釦釧釩釵釷"
    "釹釺鈀鈁鈃鈄鈈鈉鈍鈎鈐鈑鈒鈔鈕鈞鈣鈥鈦鈧鈮鈰鈳鈴鈷鈸鈹鈺鈽鈾鈿鉀鉅鉈鉉鉋鉍鉑鉕鉗鉚鉛鉞鉢鉤鉦鉬鉭鉶鉸鉺鉻鉿銀銃銅銍銑銓銖"
    "銘銚銛銜銠銣銥銦銨銩銪銫銬銱銲銳銷銹銻銼鋁鋃鋅鋇鋌鋏鋒鋙鋝鋟鋣鋤鋥鋦鋨鋩鋪鋮鋯鋰鋱鋶鋸鋼錁錄錆錇錈錏錐錒錕錘錙錚錛錟錠錡"
    "錢錦錨錩錫錮錯錳錶錸鍀鍁鍃鍆鍇鍈鍊鍋鍍鍔鍘鍚鍛鍠鍤鍥鍩鍬鍰鍵鍶鍺鍾鎂鎄鎇鎊鎔鎖鎗鎘鎚鎛鎡鎢鎣鎦鎧鎩鎪鎬鎮鎰鎲鎳鎵鎸鎿鏃鏇"
    "鏈鏌鏍鏐鏑鏗鏘鏜鏝鏞鏟鏡鏢鏤鏨鏰鏵鏷鏹鏽鐃鐋鐐鐒鐓鐔鐘鐙鐝鐠鐦鐧鐨鐫鐮鐲鐳鐵鐶鐸鐺鐿鑄鑊鑌鑑鑒鑔鑕鑞鑠鑣鑥鑭鑰鑱鑲鑷鑹鑼"
    "鑽鑾鑿钁長門閂閃閆閈閉開閌閎閏閑閒間閔閘閡関閣閥閧閨閩閫閬閭閱閶閹閻閼閽閾閿闃闆闇闈闊闋闌闍闐闒闓闔闕闖關闞闠闡闢闤闥阨"
    "阪陘陝陞陣陰陳陸陽隄隉隊階隕際隨險隱隴隸隻雋雖雙雛雜雞離難雲電霑霢霧霽靂靄靈靚靜靦靨靷鞀鞏鞝鞽韁韃韉韋韌韍韓韙韜韞韮韻響"
    "頁頂頃項順頇須頊頌頎頏預頑頒頓頗領頜頡頤頦頭頮頰頲頴頷頸頹頻顆題額顎顏顒顓願顙顛類顢顥顧顫顬顯顰顱顳顴風颭颮颯颱颳颶颸颺"
    "颻颼飀飄飆飈飛飠飢飣飥飩飪飫飭飯飲飴飼飽飾餃餅餉養餌餎餑餒餓餕餖餘餚餛餜餞餡館餬餱餳餵餷餺餼餽餾餿饁饃饅饈饉饊饋饌饑饒饗"
    "饜饞饢馬馭馮馱馳馴馹駁駐駑駒駔駕駘駙駛駝駟駡駢駭駰駱駸駿騁騂騅騌騍騎騏騖騙騤騧騫騭騮騰騶騷騸騾驀驁驂驃驄驅驊驌驍驏驕驗驚"
    "驛驟驢驤驥驦驪驫骯髏髒體髕髖髮鬆鬍鬚鬢鬥鬧鬨鬩鬭鬮鬱魎魘魚魛魨魯魴魷魺鮁鮃鮋鮍鮎鮐鮑鮒鮓鮚鮝鮞鮦鮪鮫鮭鮮鮶鯀鯁鯇鯉鯊鯔鯕"
    "鯖鯛鯝鯡鯢鯤鯧鯨鯪鯫鯰鯴鯷鯽鯿鰂鰈鰉鰍鰐鰒鰓鰜鰟鰠鰣鰥鰨鰩鰭鰱鰲鰳鰵鰷鰹鰺鰻鰼鰾鱅鱈鱉鱒鱔鱖鱗鱘鱝鱟鱠鱣鱧鱨鱭鱷鱸鱺鳥鳧"
    "鳩鳲鳳鳴鳶鴆鴇鴉鴒鴕鴛鴝鴞鴟鴣鴦鴨鴯鴰鴴鴷鴻鴿鵁鵂鵃鵐鵑鵒鵓鵜鵝鵠鵡鵪鵬鵮鵯鵲鵷鵾鶄鶇鶉鶊鶓鶖鶘鶚鶡鶥鶩鶪鶬鶯鶲鶴鶹鶺鶻"
    "鶼鷀鷁鷂鷄鷈鷊鷓鷖鷗鷙鷚鷥鷦鷫鷯鷲鷳鷸鷹鷺鷽鷿鸂鸇鸌鸏鸕鸘鸚鸛鸝鸞鹵鹹鹺鹼鹽麗麤麥麩麯麵麼麽黃黌點黨黲黴黶黷黽黿鼇鼈鼉鼕"
    "鼴齊齋齎齏齒齔齕齗齙齜齟齠齡齣齦齧齩齪齬齲齶齷龍龎龐龔龕龜劵槪説"
)
SIMPLIFIED = (
    "丢并干乱亘亚伫布占并来仑侣局俣系伣侠私具伥俩俫仓个们幸仿伦伟侧侦伪杰伧伞备家佣偬传伛债伤倾偻仅戮佥侨仆侥偾雇价仪侬亿侩俭"
    "傧俦侪尽偿优储俪㑩傩傥俨凶兑儿兖内两册幂净冻凛凯别删刭则克刹刬刚剥剐剀创铲划剧刘刽刿剑㓥剂㔉劲动勖务勋胜劳势勚劢勋励劝匀"
    "匦汇匮区协恤却厍厕厌厉厣参丛咤吴呐吕啕呙员呗吣念问启哑启唡㖞唤亮丧吃乔单哟呛啬唝吗呜唢哔叹喽呕啧尝唛哗唠啸叽哓呒啴嘘㖊咝"
    "哒哝哕嗳哙喷吨当咛吓哜尝噜啮咽呖咙向亸喾严嘤啭嗫嚣冁呓啰禧嘱啮囱囵国围园圆图团埯垭采执坚垩埚尧报场块茔垲埘涂冢坞埙尘堑垫"
    "坠堕坟墙垦坛垱埙压垒圹垆坛坏垄垅坜坝壮壶壸寿够梦伙夹奂奥奁夺奋姹妆姐姗奸侄娱娄妇娅娲妫媪妈袅妪妩娴婳娆婵娇嫱袅嫒嬷嫔婴婶"
    "娘娈孙学孪宫寝实宁审写宽宠宝克将专寻对导尴届尸屃屉屡层屦属冈岘岛峡崃昆岗仑峥岽岚嵝崭岖嵚崂峤峣峄崄岙嵘岭屿岿峦巅岩巯帅师"
    "帐带帧帏帼帻帜币帮帱干几库厕厢厩厦厨厮庙厂庑废广廪庐厅回弑吊弪张强别弹弥弯汇彦佛后径从徕复彷征彻恒耻悦悮德怅闷凄恶恼恽恻"
    "爱惬悫怆恺忾栗殷态愠惨惭恸惯悫怄怂虑悭庆戚欲忧惫怜凭愦惮愤悯怃宪忆勤恳应怿懔蒙怼懑恹忧惩懒怀悬忏惧慑恋戆戋戗戬战戏户抛捝"
    "挟舍扪卷扫抡挜挣挂采拣扬换挥构损摇捣捶扇拓揾抢榨捂掴掼搂挚抠抟折掺捞挦撑挠捻㧑挢掸掸拨抚扑揿挞挝捡拥掳择击挡㧟担据挤捣拟"
    "摈拧搁掷扩撷摆擞撸扰摅撵拢拦撄搀撺携摄攒挛摊搅揽败叙敌数敛毙斓斩断于升时晋昼晕晖旸畅暂昵晔历昙晓向暧旷昽晒书会胧东丫栅杆"
    "栀枧条枭棁弃枨枣栋栈栖梾桠杨枫桢业极谷杩荣榅桤构枪杠橐梿椠椁桨桩乐枞梁楼标枢样朴树桦桡桥机椭横檩柽档桧楫槚检樯梼台槟柠槛"
    "柜橹榈栉椟橼栎橱槠栌枥橥榇蘖栊榉棂樱栏权椤栾榄棂款钦叹欧敛欤欢岁历归殁残殒殇殚殓殡㱩歼杀壳毁殴球毵牦毡氇气氢氩氲凼泛泛污"
    "决冱没冲况泄汹浃泾凉凄泪渌净沦渊涞浅涣减涡测浑凑浈涌汤沩准沟温湿沧灭涤荥沪滞渗卤浒浐滚满渔沤汉涟渍涨溆渐浆颍泼洁潜润浔溃"
    "滗涠涩浇涝涧渑泽滪泶浍淀浊浓湿泞济涛滥浚潍滨溅泺滤滢渎㲿泻沈浏濒泸沥潇潆潴泷濑弥潋澜沣滠洒漓滩灏漤湾滦滟灾为乌烃无炼炜烟"
    "茕焕烦炀㶽煴荧炝热颎炽烨焰灯炖磷烧烫焖营灿毁烛烩㶶熏烬焘耀烁炉烂争爷尔床墙笺牍牵荦犊牺状狭狈狰犹狲犸呆狱狮奖独狯猃狝狞㺍"
    "获猎犷兽獭献猕猡现珐珲玮玚琐瑶莹玛琅玱琏玑瑷珰环玺琼珑璎瓒瓯瓮产亩毕画异当畴叠佝痉酸疴痖疯疡痪瘗疮疟疭瘘瘘疗痨痫瘅愈疠瘪"
    "痴痒疖症疬癞癣瘿瘾痈瘫癫发皂皑疱皲皱杯盗盏尽监盘卢荡真眦众困睁睐睾眯眍䁖瞒了瞆睑眬瞩矫炮硁硖砗砚硕砀砜确码硙砖碜碛矶硗硷"
    "础碍礴矿砺砾矾炮砻秘禄祸祯祎祃御禅礼祢祷秃籼税秆棱禀种称谷稣积颖秾穑秽稳获稆窝洼穷窑窎窭窥窜窍窦灶窃竖竞笔笋笕䇲个笺篪筝"
    "钳节范筑箧筼笃筛筚箦筘篓箪简篑箫檐筜签帘篮筹藤箓箨籁笼签笾簖篱箩吁妆粤糁粪粮团粝籴粜纟纠纪纣约红纡纥纨纫纹纳纽纾纯纰纼纱"
    "纮纸级纷纭纴纺䌷扎细绂绁绅纻绍绀绋绐绌终弦组䌹绊绗结绝绦绔绞络绚给绒绖统丝绛绢绑绡绠绨绣绤绥捆经综缍绿绸绻线绶维绹绾纲网"
    "绷缀彩纶绺绮绽绰绫绵绲缁紧绯绪绬绱缃缄缂线缉缎缔缗缘缌编缓缅纬缑缈练缏缇致萦缙缢缒绉缣缊缞缚缜缟缛县绦缝缡缩纵缧䌸纤缦絷"
    "缕缥总绩绷缫缪缯织缮缭绕绣缋绳绘系茧缰缳缲缴䍁绎继缤缱䍀缬纩续累缠缨才纤缵缆钵坛罂坛挂罚骂罢罗罴羁芈群羟羡义膻习玩翘翱耧"
    "耢圣闻联聪声耸聩聂职聍听聋肃胁脉胫唇脱胀肾胨脶脑肿脚肠腽肤胶腻胆脍脓脸脐膑腊胪脏脔臜卧临台与兴举旧铺舱舣舰舻艰艳刍苎兹荆"
    "豆庄茎荚苋果华烟苌莱万莴叶荭着荮苇药荤搜莼莳莅苍荪席盖莲苁荜卜蒌蒋葱茑荫麻荨蒇荞荬芸莸荛蒉荡芜萧蓣蕰荟蓟芗姜蔷荙莶荐萨䓕"
    "苧荠借蓝荩艺药薮苈薯蔼蔺蕲芦苏蕴苹藓蔹茏兰蓠萝蔂处虚虏号亏虬蛱蜕蚬蚀猬虾虱蜗蛳蚂萤䗖蝼螀蛰蝈螨虮蝉蛲虫蛏蚁蝇虿蝎蛴蝾蚝蜡"
    "蛎蠹蟏蛊蚕蛮众蔑术胡卫冲衮绔袅里补装里制复裈袆裤裢褛亵裥袯袄裣裆褴袜䙓衬袭核见规觅视觇觋觍觎亲觊觏觐觑觉览觌观觞觯触订讣"
    "计讯讧讨讦讱训讪讫托记讹讶讼䜣诀讷讻访设许诉诃诊注证诂诋讵诈诒诏评诐诇诎诅词咏诩询诣试诗诧诟诡诠诘话该详诜诙诖诔诛诓夸志"
    "认诳诶诞诱诮语诚诫诬误诰诵诲说谁课谇诽谊訚调谄谆谈诿请诤诹诼谅论谂谀谍谞谝谥诨谔谛谐谏谕谘讳谙谌讽诸谚谖诺谋谒谓誊诌谎谜"
    "谧谑谡谤谦谥讲谢谣谟谪谬谫讴谨谩哗䜧证谲讥谮识谯谭谱噪谵译议谴护诪誉谫读变䜩雠谗让谰谶赞谠谳岂竖丰艳猪豮狸猫䝙贝贞贠负财"
    "贡贫货贩贪贯责贮贳赀贰贵贬买贷贶费贴贻贸贺贲赂赁贿赅资贾贼赈赊宾赇赒赉赐赏赔赓贤卖贱赋赕质赍账赌䞐赖赗剩赚赙购赛赜贽赘赟"
    "赠赞赝赡赢赆赃赑赎赝赣赃赪赶赵趋趱迹交局践蜷逾踊跄跸迹蹒踪糟跷跶趸踌跻跃踯跞踬蹰跹蹑蹿躜躏躯车轧轨军轪轩轫轭软轷轸轱轴轵"
    "轺轲轶轼较辂辁辀载轾辄挽辅轻辆辎辉辋辍辊辇辈轮辌辑辏输辐辗舆辒毂辖辕辘转辙轿辚舆轰辔轹轳办辞辫辩农回迳这连周进游运过达违"
    "遥逊递远适遁迟迁选遗辽迈还迩边逻逦郏邮郓乡邹邬郧邓郑邻郸邺郐邝酂郦腌丑酝医酱酦宴酿衅酾酽释厘钆钇钌钊钉钋针钓钐扣钏钒钗钍"
    "钕钎钯钫钘钭钚钠钝钩钤钣钑钞钮钧钙钬钛钪铌铈钶铃钴钹铍钰钸铀钿钾钜铊铉铇铋铂钷钳铆铅钺钵钩钲钼钽铏铰铒铬铪银铳铜铚铣铨铢"
    "铭铫铦衔铑铷铱铟铵铥铕铯铐铞焊锐销锈锑锉铝锒锌钡铤铗锋铻锊锓铘锄锃锔锇铓铺铖锆锂铽锍锯钢锞录锖锫锩铔锥锕锟锤锱铮锛锬锭锜"
    "钱锦锚锠锡锢错锰表铼锝锨锪钔锴锳炼锅镀锷铡钖锻锽锸锲锘锹锾键锶锗钟镁锿镅镑镕锁枪镉锤镈镃钨蓥镏铠铩锼镐镇镒镋镍镓镌镎镞镟"
    "链镆镙镠镝铿锵镗镘镛铲镜镖镂錾镚铧镤镪锈铙铴镣铹镦镡钟镫镢镨锎锏镄镌镰镯镭铁镮铎铛镱铸镬镔鉴鉴镲锧镴铄镳镥镧钥镵镶镊镩锣"
    "钻銮凿䦆长门闩闪闫闬闭开闶闳闰闲闲间闵闸阂关阁阀哄闺闽阃阆闾阅阊阉阎阏阍阈阌阒板暗闱阔阕阑阇阗阘闿阖阙闯关阚阓阐辟阛闼厄"
    "坂陉陕升阵阴陈陆阳堤陧队阶陨际随险隐陇隶只隽虽双雏杂鸡离难云电沾霡雾霁雳霭灵靓静腼靥纼鼗巩绱鞒缰鞑鞯韦韧韨韩韪韬韫韭韵响"
    "页顶顷项顺顸须顼颂颀颃预顽颁顿颇领颌颉颐颏头颒颊颋颕颔颈颓频颗题额颚颜颙颛愿颡颠类颟颢顾颤颥显颦颅颞颧风飐飑飒台刮飓飔飏"
    "飖飕飗飘飙飚飞饣饥饤饦饨饪饫饬饭饮饴饲饱饰饺饼饷养饵饹饽馁饿馂饾余肴馄馃饯馅馆糊糇饧喂馇馎饩馈馏馊馌馍馒馐馑馓馈馔饥饶飨"
    "餍馋馕马驭冯驮驰驯驲驳驻驽驹驵驾骀驸驶驼驷骂骈骇骃骆骎骏骋骍骓骔骒骑骐骛骗骙䯄骞骘骝腾驺骚骟骡蓦骜骖骠骢驱骅骕骁骣骄验惊"
    "驿骤驴骧骥骦骊骉肮髅脏体髌髋发松胡须鬓斗闹哄阋斗阄郁魉魇鱼鱽鲀鲁鲂鱿鲄鲅鲆鲉鲏鲇鲐鲍鲋鲊鲒鲞鲕鲖鲔鲛鲑鲜鲪鲧鲠鲩鲤鲨鲻鲯"
    "鲭鲷鲴鲱鲵鲲鲳鲸鲮鲰鲶鲺鳀鲫鳊鲗鲽鳇鳅鳄鳆鳃鳒鳑鳋鲥鳏鳎鳐鳍鲢鳌鳓鳘鲦鲣鲹鳗鳛鳔鳙鳕鳖鳟鳝鳜鳞鲟鲼鲎鲙鳣鳢鲿鲚鳄鲈鲡鸟凫"
    "鸠鸤凤鸣鸢鸩鸨鸦鸰鸵鸳鸲鸮鸱鸪鸯鸭鸸鸹鸻䴕鸿鸽䴔鸺鸼鹀鹃鹆鹁鹈鹅鹄鹉鹌鹏鹐鹎鹊鹓鹍䴖鸫鹑鹒鹋鹙鹕鹗鹖鹛鹜䴗鸧莺鹟鹤鹠鹡鹘"
    "鹣鹚鹢鹞鸡䴘鹝鹧鹥鸥鸷鹨鸶鹪鹔鹩鹫鹇鹬鹰鹭鸴䴙㶉鹯鹱鹲鸬鹴鹦鹳鹂鸾卤咸鹾碱盐丽粗麦麸曲面么么黄黉点党黪霉黡黩黾鼋鳌鳖鼍冬"
    "鼹齐斋赍齑齿龀龁龂龅龇龃龆龄出龈啮咬龊龉龋腭龌龙厐庞龚龛龟券概说"
)
FOLD = str.maketrans(TRADITIONAL, SIMPLIFIED)

HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff〇"
MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
QUOTED = "[“\"‘「『][^”\"’」』]{1,60}[”\"’」』]"
ALIAS = rf"(?:\s*[(（][^()（）]{{0,60}}{QUOTED}[^()（）]{{0,80}}[)）])?"

EVENT_HEAD = (
    "Acquisitions?|Disposals?|Transactions?|Placings?|Placements?|Subscriptions?|Offers?|Offering|Spin-?offs?|Mergers?|Schemes?|"
    "Proposals?|Rights Issue|Open Offer|Issues?|Issuance|Listing|Restructuring|Reorgani[sz]ation|Consolidation|Reduction|"
    "Agreements?|MOU|Memorandum|Cooperation|Investment|Privati[sz]ation|Buy-?backs?|Repurchases?|Conversion|Completion|"
    "Closing|Capitali[sz]ation|Loans?|Amendments?|Extension|Plan|Sale|Purchase|Option|Resumption|Framework|Deed|Facility|"
    "Joint Venture|Formation|Capital Increase|Settlement|Introduction|Delisting|Withdrawal|Distribution|Exchange Offer"
)
EVENT_WORD = (
    "Proposed|Possible|Potential|Pre-?Conditional|Conditional|Share|Shares|Equity|Asset|Debt|Sale|Purchase|and|or|of|the|Further|Very|"
    "Substantial|Major|Global|Hong Kong|International|Public|Rights|Open|Cash|Partial|Mandatory|Voluntary|General|Unconditional|"
    "Bonds?|Notes?|Convertible|Placing|Subscription|Acquisition|Disposal|Offer|Option|Capital|Business|Strategic|Framework|Loan|"
    "New|First|Second|Supplemental|Definitive|Formal|Merger|Scheme|Joint|Venture|Transfer|Debt|Domestic|Unlisted|Connected|Continuing|A|H|Securities|Whitewash"
)
# What agreements always say of themselves, and no news of one.
EVENT_TERMS = (
    "may be terminated (?:in accordance with its terms|in certain circumstances|under certain circumstances|upon the occurrence of certain events)"
)
PARTY_EN = (
    "(?:(?:the|each of the|both the|any of the|such)\\s+)?(?:(?:independent|relevant|respective|Joint|Sole|Potential|Existing|Possible|Target|Listed|Subsidiary)\\s+)*"
    "(?:Compan(?:y|ies)|Offerors?|Purchasers?|Vendors?|Issuers?|Guarantors?|Subscribers?|Sellers?|Buyers?|Investors?|Borrowers?|Lenders?|"
    "Placing Agents?|Placees?|Underwriters?|Sponsors?|Target Group|Target Company|Group|Board|Directors?|Target|Trustee|Manager|"
    "REIT|Trust|Fund|SpinCo|Spin-off Company|Controlling Shareholders?|Managers?|Bookrunners?|Lead Managers?|Overall Coordinators?)\\b"
)
NAME_EN = (
    r"(?:[A-Z][\w&.’'()-]*,?\s+(?:(?:of|and|&)\s+)?){1,9}?"
    r"(?:Limited|Ltd\.?|LIMITED|LTD\.?|Corporation|CORPORATION|Corp\.|Inc\.?|INC\.?|PLC|plc|LLC|LLP|Company|Holdings|HOLDINGS|Group|GROUP)(?![\w’])"
)
EXCHANGE_EN = (
    "(?:the\\s+)?(?:Hong Kong Exchanges and Clearing Limited|Stock Exchange of Hong Kong(?: Limited)?|Hong Kong Stock Exchange|"
    "Hong Kong Securities Clearing Company(?: Limited)?|Singapore Exchange Securities Trading Limited|Singapore Exchange(?: Limited)?|"
    "Securities and Futures Commission(?: of Hong Kong)?|Registrar of Companies(?: in Hong Kong)?|Securities and Exchange Commission|"
    "Shanghai Stock Exchange|Shenzhen Stock Exchange|New York Stock Exchange|Nasdaq|Hong Kong Exchanges?|Stock Exchanges?|Exchanges?|"
    "Executive|Commission|SFC|SEHK|HKEX|HKEx|HKSCC|HKSE|GEM|Catalist|Main Board|SGX-?ST|SGX|SSE|SZSE|NYSE|SEC|CSRC|MAS|AFRC)\\b"
)
DOCUMENT_KIND = (
    "announcements?|circulars?|composite documents?|composite offer and response documents?|(?:listing |offering |offer |scheme |response )?documents?|prospectus(?:es)?|"
    "reports?|notices?|returns?|statements?|press releases?|releases?|proofs?|PHIP|communications?|presentations?|publication|materials?|memorandum|supplement|form(?:s)?"
)
SLOT = {
    ("document", "en"): re.compile(rf"\b(?:this|these)\s+(?:[a-z-]+\s+){{0,3}}?(?:{DOCUMENT_KIND})\b" + ALIAS, re.I),
    ("exchange", "en"): re.compile(rf"\b{EXCHANGE_EN}" + ALIAS, re.I),
    ("party", "en"): [re.compile(rf"(?<!\w){NAME_EN}" + ALIAS), re.compile(rf"\b{PARTY_EN}" + ALIAS, re.I)],
    ("event", "en"): re.compile(rf"(?<!\w)(?:[Tt]he\s+|[Tt]his\s+|[Ss]uch\s+|[Aa]ny\s+)?(?:(?:{EVENT_WORD})\s+)*(?:{EVENT_HEAD}|{EVENT_TERMS})(?!\w)" + ALIAS),
    ("date", "en"): re.compile(rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH},?\s+\d{{4}}|{MONTH}\s+\d{{1,2}},?\s+\d{{4}}|{MONTH}\s+\d{{4}})\b", re.I),
    ("place", "en"): re.compile(
        r"\b(?:the\s+)?(?:Hong Kong(?: Special Administrative Region)?|People[’']s Republic of China|PRC|Mainland China|Mainland|China|Macau|Macao|Taiwan|Singapore|"
        r"United States(?: of America)?|U\.S\.A?\.?|US|USA|United Kingdom|UK|Japan|Canada|Australia|Switzerland|South Africa|New Zealand|Malaysia|Thailand|"
        r"European Economic Area|EEA|European Union|Cayman Islands|British Virgin Islands|Bermuda|District of Columbia)(?!\w)" + ALIAS),
    ("adviser", "en"): re.compile(
        r"\b(?:(?:(?:licensed )?securities dealers?|stockbrokers?|brokers?|bank managers?|solicitors?|lawyers?|accountants?|professional accountants?|tax advisers?|registered institutions? in securities|"
        r"(?:professional|financial|legal|tax|independent) advis[eo]rs?)(?:,\s*(?:or |and )?|\s+(?:or|and)\s+)?)+", re.I),
    ("list", "en"): re.compile(r"^\s*(?:[(（]?(?:[a-z]|[ivx]{1,4}|\d{1,2})[)）.]|[-–—•·*])\s*", re.I),
    ("document", "zh"): re.compile(
        "[本此该](?:份|等|联合|综合|补充|澄清|更正|进一步|要约|上市|计划|发售|海外监管|自愿|内幕消息|网上|收购|月报|中期|年度|季度|业绩|通告及)*"
        "(?:公告|公布|通函|文件|招股章程|招股书|报告书|报告|年报|通告|通知|报表|新闻稿|演示材料|刊物|申请版本|聆讯后资料集|说明书|回应文件)" + ALIAS),
    ("exchange", "zh"): re.compile(
        "(?:香港交易及结算所有限公司|香港联合交易所有限公司|香港中央结算有限公司|香港结算|香港交易所|香港联交所|联交所|港交所|结算所|新加坡证券交易所有限公司|新加坡证券交易所|新交所|"
        "上海证券交易所|深圳证券交易所|北京证券交易所|上交所|深交所|证券及期货事务监察委员会|证监会|中国证监会|香港公司注册处处长|公司注册处处长|公司注册处|执行人员|创业板|主板|GEM|交易所)" + ALIAS),
    ("party", "zh"): re.compile(
        "(?:本公司|本集团|联合要约人|要约人|共同要约人|买方|卖方|认购人|认购方|发行人|担保人|配售代理|承配人|包销商|保荐人|联席保荐人|目标公司|目标集团|受托人|管理人|基金管理人|控股股东|"
        "投资者|贷款人|借款人|董事会|要约方|贵公司|该公司|独家保荐人|整体协调人|账簿管理人|牵头经办人|(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,20}?有限公司)" + ALIAS),
    ("event", "zh"): re.compile(
        "(?:建议|可能|潜在|该等|该|此|本次|有关|上述|有条件|自愿|强制|无条件|全面|部分|现金|股份|股权|资产|重大|非常|进一步|首次|公开|全球|香港|国际|新|及|可换股|债券|票据|债务|战略|框架|H股|A股|买卖|关连|持续|业务|资本|认购|配售|收购|出售|供股|要约|合营|贷款|认股权)*"
        "(?:收购事项|出售事项|收购|出售|交易|配售事项|配售|认购事项|认购|要约|分拆|合并|计划|建议|供股|公开发售|发售|发行|上市|重组|股份合并|股本重组|股本削减|协议|谅解备忘录|备忘录|合作|投资|私有化|购回|回购|转换|完成|交割|资本化|贷款|延期|转让|债务重组|撤回上市|增资|复牌|合营|契据|事项|"
        "若干事件时终止|若干情况下终止|若干情况下可能终止|可予终止|可能终止|可能会终止|可能被终止|或会终止)" + ALIAS),
    ("date", "zh"): re.compile("[0-9〇零○一二三四五六七八九十]{2,4}年[0-9一二三四五六七八九十]{1,3}月(?:[0-9一二三四五六七八九十]{1,3}日)?"),
    ("number", "zh"): re.compile("第?[0-9一二三四五六七八九十百〇零.]+[A-Z]*(?:\\([0-9a-zA-Z]+\\))*[条章节款部页项号]|[一二12][0-9一二三四五六七八九〇零○]{3}年|(?<=\t)(?:[A-Z]{1,4}-)?\\d{1,4}$|(?<= )[A-Z]{1,4}-\\d{1,4}$"),
    ("place", "zh"): re.compile("(?:香港特别行政区|香港|中华人民共和国|中国内地|中国|澳门|台湾|新加坡|美国|英国|日本|加拿大|澳洲|澳大利亚|瑞士|南非|新西兰|开曼群岛|百慕达|英属处女群岛|欧洲经济区)" + ALIAS),
    ("adviser", "zh"): re.compile(
        "(?:(?:持牌)?证券交易商|(?:其他)?(?:注册)?证券机构|持牌证券商|股票经纪|经纪|证券经纪|银行经理|律师|专业会计师|会计师|(?:其他)?(?:独立)?(?:专业|财务|法律|税务)顾问|[、，或及和])+"),
    ("list", "zh"): re.compile(r"^\s*(?:[(（]?(?:[a-z]|[ivx]{1,4}|\d{1,2}|[一二三四五六七八九十甲乙丙丁])[)）.、]|[-–—•·*])\s*", re.I),
}
# Names in the place of the issuer: the shareholders of A and B, the securities of A; 甲及乙的股東, 買賣甲及乙的證券.
_CAPITAL_RUN = r"(?!(?:Mr|Ms|Mrs|Dr|Madam|Sir|Miss|Prof|Professor)\b)[A-Z](?:[\w&'’-]|\.(?=\w))*(?: [A-Z](?:[\w&'’-]|\.(?=\w))*){0,7}"
_CAPITALS = _CAPITAL_RUN + ALIAS
_ARTICLES = r"(?:(?:the|of|both|each|either|respective)\s+)*"
SLOT[("issuer", "en")] = re.compile(
    r"\b(?i:shareholders?|investors?|holders?|unitholders?|noteholders?|bondholders?|stockholders?|optionholders?|securities|shares?|units?|notes?|bonds?|stock|directors?)"
    rf"\s+(?:of|in)\s+{_ARTICLES}{_CAPITALS}(?:(?:,?\s+(?:and|or)(?:/(?:and|or))?|,)\s+{_ARTICLES}{_CAPITALS}){{0,4}}"
    rf"|\b(?i:relating to|expressed by)\s+{_ARTICLES}{_CAPITALS}(?:(?:,?\s+(?:and|or)(?:/(?:and|or))?|,)\s+{_ARTICLES}{_CAPITALS}){{0,4}}"
    # The name before `undertakes no` and the like, with which the text or a clause begins.
    rf"|(?:^|(?<=, )){_CAPITAL_RUN}(?=\s+(?i:undertakes no|does not undertake|assumes no|does not assume|disclaims any|expressly disclaims any|is under no|has no|does not intend)\b)")
_STOPS = "的之已未被因由将无失不遭停违欠亏损于在为是就对质押盘破拘诉查罪售购债息辞持获须应请当倘若如而并其该此"
_HAN_NAME = rf"[^{_STOPS}，,。；;：:、及与和或（）()／/\s0-9]{{1,14}}(?:[（(][^（）()]{{1,58}}[)）])?"
_HAN_NAMES = rf"{_HAN_NAME}(?:[及与和或、／/]+{_HAN_NAME}){{0,4}}(?:各自|双方)?[的之]?"
_HAN_HEADS = "买卖 处理 交易 务请 提醒 建议 谨请 敬请 促请".split()
_HOLDERS = "(?:唯一董事|董事会|董事|者除外|资料除外|并无责任|概无责任|并无义务|概无义务|概不承担|不承担|独立股东|公众股东|股东|证券持有人|票据持有人|债券持有人|潜在投资者|有意投资者|准投资者|公众投资者|投资者)"
_STOCK = "(?:任何证券|任何股份|证券|股份|股票|票据|债券|基金单位|单位)"
SLOT[("issuer", "zh")] = [
    re.compile("(?:^|(?<=[，,。；;：:（(])|" + "|".join(f"(?<={head})" for head in _HAN_HEADS) + f"){_HAN_NAMES}(?={_HOLDERS})"),
    re.compile("(?:" + "|".join(f"(?<={head})" for head in _HAN_HEADS) + f"){_HAN_NAMES}(?={_STOCK})"),
]
# A number that cites or counts pages: no amount, no share count, no percentage.
SLOT[("number", "en")] = re.compile(
    r"(?<![\w.,$])(?:[IVX]+-|[A-Z]{1,4}-)?\d{1,4}(?:\.\d+)*[A-Z]{0,2}(?:\([\w]+\))*(?![\w,]*\d|\s*(?:%|per cent|million|billion|shares?|million)|\w)|\b[ivxlIVXL]+$")

# What is left and is news is content, however little it is. Chinese by single characters, simplified.
NEWS = set(
    "insolvent insolvency bankrupt bankruptcy default defaults defaulted liquidation liquidator liquidators petition petitions receivership receiver receivers delisting delisted suspension suspended suspend halted fraud fraudulent arrested arrest detained "
    "investigation investigated resigned resignation dismissed fire flood flooding explosion strike pledged pledge pledges overdue unpaid loss losses terminated termination lapsed withdrawn breach breached litigation lawsuit sanctioned embargo recall recalled hacked attack qualified deficit impairment restructuring seized frozen".split())
NEWS_HAN = "违欠押质盘破拘罪诉亏损逾停暂灾火淹罚谴撤终"

WORD = re.compile(r"[A-Za-z]+(?:[’'][A-Za-z]+)?")
DIGITS = re.compile(r"[0-9０-９]|百分之|[一二三四五六七八九十百千零〇○]{2,}|[一二三四五六七八九十百千]+[%％]")
NAME_ZH = re.compile("[\u4e00-\u9fff]{2,12}(?:先生|女士|博士|教授|小姐|有限公司)|《[^》]*》")
COMMON_TITLES = re.compile("《(?:香港联合交易所有限公司)?(?:证券|主板|GEM|创业板|GEM证券|创业板证券)?(?:上市规则|收购守则|公司收购、合并及股份回购守则|公司收购及合并守则|证券及期货条例|公司\\(清盘及杂项条文\\)条例|公司（清盘及杂项条文）条例|美国证券法)》")


def fold(text):
    return text.translate(FOLD)


def words(text):
    """English words, folded: no case, no possessive, no dots within (U.S. is us)."""
    text = re.sub(r"\b([A-Za-z])\.(?=[A-Za-z]\b)", r"\1", text)
    return [m.group().lower().replace("’", "'").removesuffix("'s").rstrip("'") for m in WORD.finditer(text)]


def bigrams(text):
    found = set()
    for run in re.findall(f"[{HAN}]+", fold(text)):
        found.update(run[i:i + 2] for i in range(len(run) - 1))
        if len(run) == 1:
            found.add(run)
    return found


class Rule:
    def __init__(self, path, line):
        self.where = f"{path.name}:{line}"
        self.id = self.kind = self.language = self.unit = None
        self.anchors, self.slots, self.words, self.yes, self.no = [], [], [], [], []
        self.limit = None

    def finish(self):
        if self.limit is None:
            self.limit = LIMIT.get(self.language, 0)
        self.shapes = [[self.shape(a) for a in line] for line in self.anchors]
        self.own = self.vocabulary = self.learn(self.yes)

    def learn(self, examples):
        learned = set()
        for text in [*examples, *self.words]:
            learned.update(words(text))
            if self.language == "zh":
                learned.update(bigrams(text))
        return learned

    def shape(self, alternative):
        if self.language == "zh":
            return re.compile(re.escape(fold(alternative)), re.I)
        head = r"(?<!\w)" if alternative[0].isalnum() else ""
        tail = r"(?!\w)" if alternative[-1].isalnum() else ""
        return re.compile(head + re.escape(alternative).replace("'", "['’]") + tail, re.I)

    def matches(self, text):
        text = fold(text) if self.language == "zh" else text
        return all(any(shape.search(text) for shape in line) for line in self.shapes)

    def residue(self, text, vocabulary=None):
        """(count, specific) of what neither the vocabulary nor a slot explains."""
        vocabulary = self.vocabulary if vocabulary is None else vocabulary
        text = fold(text) if self.language == "zh" else text
        covered = bytearray(len(text))
        for slot in self.slots:
            shapes = SLOT[(slot, self.language)]
            for shape in shapes if isinstance(shapes, list) else [shapes]:
                for match in shape.finditer(text):
                    covered[match.start():match.end()] = b"\1" * (match.end() - match.start())
        left, specific = [], []
        for match in DIGITS.finditer(text):
            if not all(covered[match.start():match.end()]):
                if self.language == "zh" and not match.group()[0].isdigit() and all(
                        text[i:i + 2] in vocabulary for i in range(match.start(), match.end() - 1)):
                    continue
                specific.append(match.group())
        first = re.search(r"\w", text)
        shouted = text.upper() == text
        for match in WORD.finditer(text):
            if all(covered[match.start():match.end()]):
                continue
            word = words(match.group())[0]
            around = text[max(0, match.start() - 4):match.end() + 4]
            if word in vocabulary or (len(word) == 1 and re.search(r"\b(?:[A-Za-z]\.){2}", around)):
                continue
            left.append(match.group())
            if self.language == "zh" or word in NEWS or (match.group()[0].isupper() and not shouted and first.start() != match.start()):
                specific.append(match.group())
        if self.language == "zh":
            for run in re.finditer(f"[{HAN}]+", text):
                for i in range(run.start(), run.end()):
                    pairs = (text[max(run.start(), i - 1):i + 1], text[i:min(run.end(), i + 2)])
                    if not covered[i] and not any(len(p) > 1 and p in vocabulary for p in pairs) and text[i] not in vocabulary:
                        left.append(text[i])
                        if text[i] in NEWS_HAN:
                            specific.append(text[i])
            for match in NAME_ZH.finditer(text):
                inside = range(match.start(), match.end())
                rest = [i for i in inside if not covered[i] and text[i] not in vocabulary]
                if COMMON_TITLES.fullmatch(match.group()) or not rest:
                    continue
                if not all(text[i:i + 2] in vocabulary or covered[i] or covered[min(i + 1, len(text) - 1)] for i in inside if i + 1 < match.end() and text[i] not in "《》" and text[i + 1] not in "《》、（）()"):
                    specific.append(match.group())
        else:
            left += [c for i, c in enumerate(text) if re.match(f"[{HAN}]", c) and not covered[i]]
            specific += re.findall(f"[{HAN}]{{2,}}", text) if any(
                re.match(f"[{HAN}]", c) and not covered[i] for i, c in enumerate(text)) else []
        return left, specific

    def removes(self, text, vocabulary=None):
        if self.kind in TAGGED or not self.matches(text):
            return False
        left, specific = self.residue(text, vocabulary)
        size = len(WORD.findall(text)) if self.language == "en" else len(re.findall(f"[{HAN}]", text))
        return not specific and len(left) <= min(self.limit, size // SHARE[self.language])


def pooled(rule):
    return rule.kind in LEGAL and rule.unit == "sentence"


def share(rules, left_out=None):
    """The sentence rules of a legal class share one vocabulary a language; every other rule keeps to its own.
    Returns the vocabulary of the rule of `left_out` (rule, example) without that example."""
    together = {}
    for rule in rules:
        if pooled(rule):
            own = rule.own
            if left_out and rule is left_out[0]:
                own = rule.learn([t for t in rule.yes if t != left_out[1]])
            together.setdefault((rule.kind, rule.language), set()).update(own)
    if left_out:
        rule, text = left_out
        return together[rule.kind, rule.language] if pooled(rule) else rule.learn([t for t in rule.yes if t != text])
    for rule in rules:
        if pooled(rule):
            rule.vocabulary = together[rule.kind, rule.language]


def parse(path, complain):
    rules, rule = [], None
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.startswith("#"):
            continue
        if not line.strip():
            rule = None
            continue
        key, _, value = line.partition(" ")
        value = value.replace("\\t", "\t")
        if line != line.rstrip() or not value:
            complain(f"{path.name}:{number}: stray blank or no value")
        if key == "rule":
            if rule is not None:
                complain(f"{path.name}:{number}: no blank line before the rule")
            rule = Rule(path, number)
            rule.id = value
            rules.append(rule)
            continue
        if rule is None:
            complain(f"{path.name}:{number}: {key} outside a rule")
        elif key in ("class", "language", "unit", "limit"):
            name = {"class": "kind"}.get(key, key)
            if getattr(rule, name) is not None:
                complain(f"{path.name}:{number}: {key} twice")
            setattr(rule, name, int(value) if key == "limit" else value)
        elif key == "anchor":
            rule.anchors.append([a.strip(" ") for a in value.split(" | ")])
        elif key == "slots":
            rule.slots += value.split()
        elif key in ("words", "yes", "no"):
            getattr(rule, key).append(value)
        else:
            complain(f"{path.name}:{number}: unknown key {key}")
    return rules


def check(rules, complain):
    seen, ids = {}, set()
    for rule in rules:
        at = f"{rule.where}: {rule.id}"
        if rule.id in ids:
            complain(f"{at}: id twice")
        ids.add(rule.id)
        if not re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", rule.id):
            complain(f"{at}: id is not kebab-case")
        if rule.kind not in STRIPPED + TAGGED:
            complain(f"{at}: unknown class {rule.kind}")
        if rule.where.split(".")[0] != rule.kind:
            complain(f"{at}: class {rule.kind} in this file")
        if rule.language not in ("en", "zh"):
            complain(f"{at}: unknown language {rule.language}")
        if rule.unit not in ("sentence", "line"):
            complain(f"{at}: unknown unit {rule.unit}")
        for slot in rule.slots:
            if slot not in SLOTS:
                complain(f"{at}: unknown slot {slot}")
        if not rule.anchors or any(not a for line in rule.anchors for a in line):
            complain(f"{at}: no anchor, or an empty one")
        if len(rule.yes) < 3 or len(rule.no) < 2:
            complain(f"{at}: {len(rule.yes)} yes and {len(rule.no)} no; 3 and 2 are the least")
        for text in rule.yes + rule.no:
            if text in seen:
                complain(f"{at}: example also in {seen[text]}: {text}")
            seen[text] = rule.id
    if complain.count:
        return
    for rule in rules:
        at = f"{rule.where}: {rule.id}"
        for text in rule.yes:
            if not rule.matches(text):
                complain(f"{at}: yes is not anchored: {text}")
            elif rule.kind in STRIPPED and not rule.removes(text):
                complain(f"{at}: yes is kept because of {rule.residue(text)}: {text}")
            elif rule.kind in TAGGED:
                for other in rules:
                    if other.removes(text):
                        complain(f"{at}: yes would be removed by {other.id}: {text}")
        for text in rule.no:
            if rule.kind in TAGGED and rule.matches(text):
                complain(f"{at}: no is anchored: {text}")
            for other in rules:
                if other.removes(text):
                    complain(f"{at}: no would be removed by {other.id} (left {other.residue(text)[0]}): {text}")


class Complaints:
    count = 0

    def __call__(self, message):
        self.count += 1
        print(message)


def main():
    default = Path(__file__).resolve().parent.parent / "Sources/Normalize/Strip/Rules"
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=default)
    parser.add_argument("--left-out", action="store_true")
    parser.add_argument("--try", dest="attempt", type=Path)
    arguments = parser.parse_args()
    complain = Complaints()
    paths = sorted(arguments.folder.glob("*.rules"))
    if not paths:
        complain(f"{arguments.folder}: no .rules file")
    rules = [rule for path in paths for rule in parse(path, complain)]
    for rule in rules:
        rule.finish()
    share(rules)
    if arguments.attempt:
        for line in arguments.attempt.read_text(encoding="utf-8").splitlines():
            keep, text = line.startswith("keep "), line.removeprefix("keep ")
            if not text.strip():
                continue
            by = [rule.id for rule in rules if rule.removes(text)]
            if bool(by) == keep:
                near = [(r.id, r.residue(text)) for r in rules if r.kind in STRIPPED and r.matches(text)]
                complain(f"{'LOST by ' + ', '.join(by) if keep else 'left in'}: {text}\n    {near}")
        sys.exit(1 if complain.count else 0)
    check(rules, complain)
    tally = {}
    for rule in rules:
        row = tally.setdefault(rule.kind, [0, 0, 0])
        row[0] += 1
        row[1] += len(rule.yes)
        row[2] += len(rule.no)
    if arguments.left_out:
        found = total = 0
        for rule in rules:
            if rule.kind in TAGGED:
                continue
            for text in rule.yes:
                total += 1
                rest = share(rules, (rule, text))
                if rule.removes(text, rest):
                    found += 1
                else:
                    print(f"{rule.id}: alone with {rule.residue(text, rest)}: {text}")
        print(f"left out: {found} of {total} still removed")
    for kind, (count, yes, no) in sorted(tally.items()):
        print(f"{kind:20} {count:3} rules {yes:4} yes {no:4} no")
    sys.exit(1 if complain.count else 0)


if __name__ == "__main__":
    main()
