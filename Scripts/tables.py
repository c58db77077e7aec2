#!/usr/bin/env python3
"""Generate the Han tables of Normalize from Debian's unicode-data and rime-data-jyut6ping3.

    tables.py           write han.bin, radicals.tsv, Data/README.md and NOTICE
    tables.py --check   exit 1, naming the file, if a committed file is not current

The output depends on the two packages and on the curated lists below, on nothing else: no network,
no clock, no locale. The self test runs in both modes, before anything is written or compared.
"""

import argparse
import bz2
import pathlib
import struct
import subprocess
import sys
import unicodedata
from collections import defaultdict

ROOT = pathlib.Path(__file__).resolve().parent.parent
DATA = ROOT / "Sources/Normalize/Tables/Data"
UNICODE = pathlib.Path("/usr/share/unicode")
JYUTPING = pathlib.Path("/usr/share/rime-data/jyut6ping3.chars.dict.yaml")
PACKAGES = ("unicode-data", "rime-data-jyut6ping3")

BMP_FIRST, BMP_LAST = 0x2E80, 0x9FFF
RADICAL_FIRST, RADICAL_LAST = 0x2E80, 0x2FD5
TRADITIONAL, SIMPLIFIED, HAN, COMMON = 1, 2, 4, 8
JYUTPING_BIT = 0x8000
SIZE_LIMIT = 600 * 1024

# A reading's share in percent, as jyut6ping3.chars.dict.yaml gives it; no share means 100. Rows of
# 0 % are dropped. Rows of 3 % stay: 區 au1, 任 jam4, 解 haai6, 查 zaa1, 仇 kau4, 翟 zaak6, 朴 piu4 and
# 單 sin6 are all surname readings with that share.
JYUTPING_LEAST_SHARE = 3
# The rank of a kCantonese reading that the dictionary lacks: below its main readings, above others.
CANTONESE_SHARE = 50

# Groups of one word in several shapes, beyond kSimplifiedVariant, kTraditionalVariant, kZVariant.
# Sources: kSemanticVariant of Unihan, read by eye; pairs that Unicode keeps apart for a source
# standard only (錄録, 內内, 強强); Japanese forms. Left out on purpose, because names keep
# them apart in Simplified text too: 沈沉 坤堃 哲喆 奔犇 和龢 佑祐 閻閆 甯寧 鎔熔 徹澈 曜耀 崧嵩 彬斌 昇升 鉅巨 欣忻 寔實 旂旗 甦蘇.
NAME_VARIANTS = """
頴穎颖 羣群 衞衛卫 啟啓启 峯峰 裏裡里 為爲为 眾衆众 滙匯汇彙彚 綫線线 麪麵麫面 鷄雞鸡
牀床 週周 佈布 粧妝妆 録錄录 産產产 緑綠绿 顏顔颜 尙尚 靑青 敎教 淸清 眞真 凃塗涂
彥彦 將将 內内 強强 黃黄 別别彆 呂吕 宮宫 說説说 鄕鄉乡 溫温 稅税 脫脱 銳鋭锐 恆恒
戶户戸 吳吴呉 郞郎 姸妍 硏研 飮飲饮 並竝并幷 个箇個 乃迺廼 乾亁 仙僊 仿倣 佇竚伫
俞兪 倖幸 僱雇 兹茲玆 冤寃 冰氷 凈淨净浄 凡凢 凳櫈 凭憑凴 刧刦劫 剩賸 效効 敕勅勑
勖勗 勳勛勲勋 協恊 匆怱悤 卧臥 即卽 恤卹 厕廁厠 厂廠厰 參叅参 叙敍敘 睿叡 吃喫 吊弔
咒呪 咨諮谘 咬齩 笑咲 唇脣 啼嗁 嘆歎叹 嘗甞尝嚐 嘯歗啸 器噐 噪譟 回廻迴囘囬 國囯国
堤隄 階堦阶 塢隖坞 鹽塩盐 墻牆墙 婿壻 妊姙 妒妬 妙玅 姉姊 姻婣 娘孃嬢 嫵娬妩 淫婬
愧媿 嫻嫺娴 學斈学 宜宐 寶寳宝寚珤 寗甯 寧寕宁寜 爾尒尔 岩巖巗巌 峨峩 嵗歲岁歳 帆颿
紙帋纸 帚箒 幕幙 庵菴 廸迪 弦絃 雕彫 往徃 遍徧 德悳徳惪 憩憇 慚慙惭 欲慾 歡懽欢歓
抬擡 拿拏 拖拕 捆綑 捏揑 搗擣捣 擧舉举挙 考攷 驅敺驱駆 齊斉齐 明朙 映暎 昵暱 晰晳
暖煖 耀燿 望朢 朵朶 村邨 楠枏 杯盃 果菓 枱檯 架榢 柏栢 柳栁 梁樑 梨棃 棋碁棊 棕椶
棱稜 碗椀盌 概槩 稿稾 檐簷 檣艢樯 郁鬱欝 款欵 歌謌 歷歴历曆暦 毗毘 泛汎氾 污汙汚
泄洩 浚濬 涅湼 涌湧 莅涖蒞 溯泝遡 濕溼湿 澀澁濇涩渋 澗磵涧 闊濶阔 災灾烖 炮砲礮 炯烱
焊釬銲 焰燄 輝煇辉 煮煑 烟煙菸 熙熈煕 珍珎 琅瑯 琉瑠 磚甎砖 瓶缾甁 畝畆亩 耕畊 略畧
疏疎 痴癡 痹痺 愈癒瘉 皁皂 皋臯 鼓皷鼔 蓋盖葢 蕩蘯盪荡 睹覩 鹼碱鹻堿 礦鑛矿鉱 秘祕
秋秌龝 粳秔稉 移迻 稚穉稺 穀糓谷榖 糠穅 窑窯窰 窗窓窻牕 豎竪竖 算筭 箸筯 筱篠 針鍼针
篡簒 藤籐 粗麤觕麄 粽糉糭 糕餻 紮紥扎 綢紬绸 褲袴裤 綿緜绵 繞遶绕 纖纎纤繊縴 鉢缽钵
羌羗 羨羡 翱翺 翻飜 聰聦聡聪 脅脇胁 胭臙 脆脃 脈脉 臘臈腊 腸膓肠 膳饍 鋪舖铺 館舘馆
艷艶豔艳 草艸 豆荳 萼蕚 藥葯药薬 藝蓺艺 麻蔴 蕊蘂蕋 薯藷 蝦鰕虾 蟹蠏 褒襃 雜襍杂雑
襪韈袜 霸覇 覓覔觅 證証证 謚諡谥 讎讐雠 質貭质 贓賍贜赃 賓賔宾 贊賛赞讚 賢贒贤
齎賫賷赍 趁趂 迹跡蹟 逾踰 軟輭软 輒輙辄 鄰隣邻 酬酧醻 鋤鉏锄 鉛鈆铅 鐵銕铁鉄 錘鎚锤
鍬鍫锹 鐮鎌镰 鎖鎻鏁锁 鑒鑑鉴 鬧閙闹 關関闗关 雁鴈 雛鶵雏 韌靭韧 靴鞾 韭韮 飄飃飘
飆飇飙 飢饑饥 餉饟饷 饋餽馈 駁駮驳 驗騐验験 騾驘骡 鬥鬭鬪鬬斗闘 鰲鼇鳌 鱉鼈鳖 鵝鵞鹅
鶯鸎莺 麟麐 龍龒龙竜 龐龎庞 于扵於 兔兎 冉冄 寫冩写 刃刄 劍劒劎劔剑剣 收収 叔尗 叫呌
吞呑 告吿 咊和 塑塐 壽夀寿 變変变 夢夣梦 奇竒 婦媍妇 寇宼 幫幇帮 怪恠 戲戱戏戯 昂昻
時旹时 榴橊 淳湻 瓷甆 留畱畄 畫畵画 盍盇 稱穪称 窮竆穷 統綂统 總縂摠搃総总 肇肈 肯肎
胸胷 鞋鞵 鞍鞌 驢馿驴 顯顕显 餅餠饼 默黙 高髙 隱隠隐 陰隂阴 賴頼赖 緣縁缘 觀観覌观
辭辤辞 遲遅遟迟 酔醉 遙遥 瑤瑶 搖揺摇 謠謡谣 奧奥 粵粤 侶侣 冊册 刪删 姗姍 虛虚
虜虏 祿禄 換换 喚唤 奐奂 渙涣 煥焕 瘓痪 查査 每毎 步歩 黑黒 卷巻 爭争 靜静 悅悦
閱閲阅 兌兑 蛻蜕 媼媪 藴蘊蕴 緼縕缊 會会 增増 層层 曾曽 惠恵 徵征徴 聽聼听聴 專専专
毀毁燬 凌淩 念唸 占佔 傢家 託托 況况 決决 涼凉 減减 凑湊 沖冲衝 崑昆 崙侖仑崘 俱倶
值値 偷偸 偽僞伪 剝剥 勻匀 喻喩 填塡 壯壮 獎奨奖奬 廄廐厩 彈弾弹 彝彛彜 慎愼 挿插揷
揭掲 撃擊击 既旣 晚晩 晉晋 榆楡 榮栄荣 樣様样 橫横 檢検检 殼殻壳 沒没 淚涙泪 涉渉
淺浅 溪渓谿 渴渇 溉漑 滾滚 潛潜濳 瀬瀨濑 狀状 瘦痩 禿秃 穗穂 箏筝 絕絶绝 緒緖绪
繁緐 繋繫系 蔣蒋 裝装 誤悞误 踴踊 輧軿 釋釈释 鉤鈎钩 鍊錬炼煉 鎮鎭镇 陷陥 隨随 頹頽
顛顚颠 駢騈骈 騷騒骚 齋斎斋 蘇蘓苏 蹤踪 嶽岳 杰傑 弃棄 佛仏 拂払 拜拝 從従从 戻戾
拔抜 據拠据 樂楽乐 權権权 齒歯齿 殘残 氣気气 澤沢泽 濟済济 滿満满 瀧滝泷 燒焼烧
營営营 犧犠牺 獵猟猎 獸獣兽 疊畳叠曡 發発发 縣県县 碎砕 穩穏稳 粹粋 肅粛肃 經経经
繪絵绘 繼継继 續続续 繩縄绳 縱縦纵 腦脳脑 臟臓脏 舍舎 莊荘庄 藏蔵 螢蛍萤 蠻蛮 覺覚觉
覽覧览 譯訳译 讀読读 讓譲让 豐豊丰 轉転转 輕軽轻 邊辺边 遞逓递 釀醸酿 錢銭钱 鑄鋳铸
險険险 靈霊灵 驛駅驿 髓髄 齡齢龄 亞亜亚 假仮 價価价 儉倹俭 兒児儿 圓円圆 處処处
劑剤剂 勞労劳 勸勧劝 單単单 嚴厳严 團団团糰 圍囲围 圖図图 圈圏 壓圧压 壞壊坏 壘塁垒
壤壌 賣売卖 實実实 寬寛宽 對対对 屆届 帶帯带 歸帰归 廳庁厅 廣広广 廢廃废 應応应
惱悩恼 惡悪恶 戰戦战 擇択择 擴拡扩 攝摂摄 曉暁晓 櫻桜樱 棧桟栈 禪禅 稻稲 穰穣 莖茎
賤賎贱 龜亀龟 獻献 黨党 濱滨 﨑崎 𠮷吉 亙亘 局侷 私俬 凶兇 铲剷鏟 咽嚥 向嚮 啮囓齧 冢塚
埙壎塤 坛壜罈壇罎 侄姪 袅嫋嬝裊 克尅剋 凄悽淒 殷慇 悫慤愨 戚慼 勤懃 构搆構 捶搥 扇搧
榨搾 捂摀 掸撢撣 杠槓 楫檝 棂櫺 敛歛斂 球毬 凼氹 卤滷 瀰弥彌 炖燉 磷燐 笺牋箋 呆獃
瓮甕 酸痠 瘘瘻瘺 眯瞇 签籤簽 绣綉繡 绷綳繃 彩綵 挂罣掛 膻羶 搜蒐 莼蒓蓴 席蓆
虱蝨 蝎蠍 蚝蠔 蠹蠧 核覈 哗譁嘩 狸貍 游遊 遁遯 腌醃 宴醼讌 扣釦 枪鎗槍 镌鎸鐫 暗闇
厄阨 沾霑 糊餬 喂餵餧 骂駡罵 哄鬨閧 鲞鮝鯗 鏽銹锈
"""
# Groups above whose members have no kMandarin reading in common, or one of them none.
UNLIKE_READINGS = """
鐵銕铁鉄 戲戱戏戯 查査 殼殻壳 繋繫系 佛仏 拂払 戻戾 藏蔵 豐豊丰 輕軽轻 假仮 價価价 圍囲围 紮紥扎 纖纎纤繊縴 敛歛斂 绣綉繡
"""

# Components with several GB2312 members: Simplified text keeps these shapes, Unihan or the list
# above joins them, and every one was looked at. A new one stops the build: over-merging
# hides here.
GB2312_MERGERS = """
么幺麽 乾干 于於 伙夥 余馀 借藉 后後 吒咤 咨谘 坂阪 复覆 征徵 折摺 旋镟 沈渖 烟菸 着著 硷碱 钟锺
"""

# Simplified surnames and frequent given-name characters that must keep keys of their own.
KEPT_APART = """
王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎
余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文
闫付肖代邢俞岳祁路裴齐温游沉窦焦凌梅祝尚鲍柯阮樊管毕霍聂娄葛童柏裘路舒纪鲁向欧区麦关甄岑邬骆华洪
凤简施陶翁倪安颜辛耿卜辜詹云谷楚卓冼冯池古伍甘蓝莫劳盛涂柴欧单时牛宁柳申屠尤鹿明翟仇查解曲朴仝同
升昇坤堃哲喆奔犇佑祐熔镕彻澈曜耀嵩崧彬斌欣忻晓骁悦跃伟炜玮韦维为唯珍真振震镇俊骏峻浚军君钧均
"""

# U+3007 IDEOGRAPHIC NUMBER ZERO (二〇二六年) is Han, but Unihan has no row for it.
OWN_READINGS = {0x3007: (("ling",), ("ling",))}

# Forms that filings in the other script use too, so they are evidence of neither.
SHARED_FORMS = "瞭琼着温税脱悦强户黄兑减凑冲决况凭却厦厨厢兹咏叠吓迹踪烟猪猫笋耻脚葱蜕隽韵携够灾晋坂叁愠媪氲囱"


class BuildError(Exception):
    """The sources or the lists are not what the tables need; the message says where."""


# Sources ------------------------------------------------------------------------------------------


def package_versions():
    """Installed versions of the source packages, in the order of PACKAGES."""
    command = ["dpkg-query", "--show", "--showformat=${Package}\t${Version}\n", *PACKAGES]
    found = subprocess.run(command, capture_output=True, text=True)
    if found.returncode:
        advice = f"install with apt-get install {' '.join(PACKAGES)}"
        raise BuildError(f"{found.stderr.strip()}: {advice}")
    versions = dict(line.split("\t") for line in found.stdout.splitlines())
    return {package: versions[package] for package in PACKAGES}


def lines(name):
    """Lines of a UCD file without comments and blanks."""
    path = UNICODE / name
    opener = bz2.open if path.suffix == ".bz2" else open
    with opener(path, "rt", encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if line and not line.startswith("#"):
                yield line


def ucd_ranges(name, wanted=None):
    """(first, last, value) of a UCD file, of one property value where `wanted` is given."""
    for line in lines(name):
        field, value = (part.strip() for part in line.split("#")[0].split(";"))
        if wanted is None or value == wanted:
            first, _, last = field.partition("..")
            yield int(first, 16), int(last or first, 16), value


def unihan(name, *fields):
    """field -> code point -> value of one Unihan file."""
    table = {field: {} for field in fields}
    for line in lines(name):
        code, field, value = line.split("\t")
        if field in table:
            table[field][int(code[2:], 16)] = value
    return table


def jyutping_rows():
    """code point -> toneless syllable -> share in percent; the shares of its tones are added up."""
    table = defaultdict(lambda: defaultdict(int))
    body = JYUTPING.read_text(encoding="utf-8").split("\n...\n", 1)[1]
    for line in body.splitlines():
        cells = line.split("\t")
        if line.startswith("#") or len(cells) < 2 or len(cells[0]) != 1:
            continue
        if " " in cells[1]:  # A unit written with one ideograph: 糎 lei4 mai5.
            continue
        share = int(cells[2].rstrip("%")) if len(cells) > 2 else 100
        if share >= JYUTPING_LEAST_SHARE:
            table[ord(cells[0])][cells[1].rstrip("0123456789")] += share
    return table


def encodable(code, codec):
    try:
        return chr(code).encode(codec)
    except UnicodeEncodeError:
        return None


def toneless(pinyin):
    """`lǜ` -> `lv`, `zhōng` -> `zhong`, `ê̄` -> `e`."""
    spelled = unicodedata.normalize("NFD", pinyin.lower()).replace("u\u0308", "v")
    return "".join(c for c in spelled if not unicodedata.combining(c))


# Folding ------------------------------------------------------------------------------------------


class Components:
    """Union-find over code points."""

    def __init__(self):
        self.parent = {}

    def find(self, code):
        while (above := self.parent.get(code, code)) != code:
            self.parent[code] = self.parent.get(above, above)
            code = above
        return code

    def join(self, left, right):
        left, right = sorted((self.find(left), self.find(right)))
        self.parent.setdefault(left, left)
        self.parent[right] = left

    def sets(self):
        members = defaultdict(set)
        for code in self.parent:
            members[self.find(code)] |= {code, self.find(code)}
        return [sorted(group) for group in members.values()]


def name_variant_groups(mandarin):
    """NAME_VARIANTS as lists of code points, linted."""
    groups = [[ord(c) for c in group] for group in NAME_VARIANTS.split()]
    seen = {}
    problems = []
    for group in groups:
        text = "".join(map(chr, group))
        if len(set(group)) != len(group) or len(group) < 2:
            problems.append(f"{text}: repeats a character or has one only")
        for code in group:
            if code in seen:
                problems.append(f"{text}: {chr(code)} is in {seen[code]} too")
            seen[code] = text
        known = [set(map(toneless, mandarin[code].split())) for code in group if code in mandarin]
        if known and not any(all(s in k for k in known) for s in set.union(*known)):
            readings = " ".join(mandarin.get(code, "-") for code in group)
            if text not in UNLIKE_READINGS.split():
                problems.append(f"{text}: no shared kMandarin reading ({readings})")
    if problems:
        raise BuildError("NAME_VARIANTS:\n  " + "\n  ".join(problems))
    return groups


def fold_table(variants, mandarin, unified, radicals):
    """code point -> key, for every code point whose key is not itself."""
    components = Components()
    simplified_forms = set()
    for field in ("kSimplifiedVariant", "kTraditionalVariant", "kZVariant"):
        for code, value in variants[field].items():
            for other in targets(value):
                if code not in unified or other not in unified:
                    continue
                components.join(code, other)
                if code != other and field == "kSimplifiedVariant":
                    simplified_forms.add(other)
                if code != other and field == "kTraditionalVariant":
                    simplified_forms.add(code)
    for group in name_variant_groups(mandarin):
        for code in group[1:]:
            components.join(group[0], code)

    keys = {}
    mergers = []
    for group in components.sets():
        common = [code for code in group if encodable(code, "gb2312")]
        if len(common) > 1:
            mergers.append("".join(map(chr, common)))
        ideographs = [code for code in group if 0x4E00 <= code <= BMP_LAST]
        inside = [code for code in group if BMP_FIRST <= code <= BMP_LAST]
        wide = ideographs or inside or group
        choices = (
            [code for code in common if code in simplified_forms]
            or common
            or [code for code in wide if code in simplified_forms]
            or wide
        )
        for code in group:
            keys[code] = choices[0]
    known = set(GB2312_MERGERS.split())
    if set(mergers) != known:
        raise BuildError(
            "GB2312_MERGERS: new " + " ".join(sorted(set(mergers) - known))
            + "; gone " + " ".join(sorted(known - set(mergers)))
        )
    for radical, ideograph in radicals.items():
        key = keys.get(ideograph, ideograph)
        # A UInt16 cannot hold the supplementary equivalents of 14 radicals; radicals.tsv has them.
        keys[radical] = key if key <= BMP_LAST else radical
    return {code: key for code, key in keys.items() if code != key}


# Flags --------------------------------------------------------------------------------------------


def targets(value):
    """Code points of a Unihan variant field: `U+5433 U+5449<kLau` and the like."""
    return [int(target.split("<")[0][2:], 16) for target in value.split()]


def has_other(variants, code):
    return any(target != code for target in targets(variants.get(code, "")))


def flag_table(variants, unified):
    """code point -> flag bits. U+3007 IDEOGRAPHIC NUMBER ZERO counts as Han; radicals do not."""
    flags = {}
    for code in sorted(unified | {0x3007}):
        bits = HAN
        gb2312 = encodable(code, "gb2312")
        big5 = encodable(code, "big5") or encodable(code, "cp950")
        if big5 and not gb2312 and has_other(variants["kSimplifiedVariant"], code):
            bits |= TRADITIONAL
        if gb2312 and not big5 and has_other(variants["kTraditionalVariant"], code):
            bits |= SIMPLIFIED
        if chr(code) in SHARED_FORMS:
            if not bits & (TRADITIONAL | SIMPLIFIED):
                raise BuildError(f"SHARED_FORMS: {chr(code)} is evidence of neither anyway")
            bits = HAN
        if gb2312 and 0xB0 <= gb2312[0] <= 0xD7 or big5 and b"\xa4\x40" <= big5 <= b"\xc6\x7e":
            bits |= COMMON
        flags[code] = bits
    return flags


# Readings -----------------------------------------------------------------------------------------


def mandarin_readings(code, readings):
    """Toneless pinyin: kMandarin, then by kHanyuPinlu's frequency, then as dictionaries list it."""
    first = [toneless(r) for r in readings["kMandarin"].get(code, "").split()]
    rest = []
    for field in ("kTGHZ2013", "kXHC1983"):
        for entry in readings[field].get(code, "").split():
            rest += [toneless(r) for r in entry.split(":")[1].split(",")]
    if not first and not rest:
        entries = readings["kHanyuPinyin"].get(code, "").split()
        rest = [toneless(r) for entry in entries for r in entry.split(":")[1].split(",")][:1]
    frequency = defaultdict(int)
    for entry in readings["kHanyuPinlu"].get(code, "").split():
        syllable, _, count = entry.rstrip(")").partition("(")
        frequency[toneless(syllable)] += int(count)
    ordered = list(dict.fromkeys(first + sorted(rest, key=lambda s: -frequency[s])))
    # Names write ü as u (Lucheng) and, since the passports of 2012, as yu (Lyu).
    for spelling in ("u", "yu"):
        ordered += [s.replace("v", spelling) for s in ordered if "v" in s]
    return list(dict.fromkeys(ordered))


def cantonese_readings(code, readings, jyutping):
    """Toneless Jyutping by share, a kCantonese reading first among equals."""
    official = [r.rstrip("0123456789") for r in readings["kCantonese"].get(code, "").split()]
    shares = dict(jyutping.get(code, {}))
    for syllable in official:
        shares.setdefault(syllable, CANTONESE_SHARE)
    return sorted(shares, key=lambda s: (-shares[s], s not in official, s))


# File ---------------------------------------------------------------------------------------------


class Tables:
    """Everything that goes into han.bin, in the clear."""

    def __init__(self):
        unified = {
            code
            for first, last, _ in ucd_ranges("PropList.txt", "Unified_Ideograph")
            for code in range(first, last + 1)
        }
        variants = unihan(
            "Unihan_Variants.txt.bz2", "kSimplifiedVariant", "kTraditionalVariant", "kZVariant"
        )
        readings = unihan(
            "Unihan_Readings.txt.bz2",
            "kMandarin", "kTGHZ2013", "kXHC1983", "kHanyuPinyin", "kHanyuPinlu", "kCantonese",
        )  # fmt: skip
        jyutping = jyutping_rows()
        self.radicals = {
            code: int(value, 16)
            for first, last, value in ucd_ranges("EquivalentUnifiedIdeograph.txt")
            for code in range(first, last + 1)
            if RADICAL_FIRST <= code <= RADICAL_LAST
        }
        self.keys = fold_table(variants, readings["kMandarin"], unified, self.radicals)
        self.flags = flag_table(variants, unified)
        self.readings = {}
        for code in sorted(unified):
            pinyin = mandarin_readings(code, readings)
            cantonese = cantonese_readings(code, readings, jyutping)
            if pinyin or cantonese:
                self.readings[code] = (tuple(pinyin), tuple(cantonese))
        self.readings |= OWN_READINGS
        with_variants = {code for table in variants.values() for code in table}
        self.extra = sorted(
            code
            for code in unified
            if not BMP_FIRST <= code <= BMP_LAST
            and (
                code in with_variants
                or code in self.keys
                or code in readings["kMandarin"]
                or code in readings["kCantonese"]
            )
        )

    def fold(self, code):
        return self.keys.get(code, code)

    def encode(self):
        kept = [c for c in self.readings if BMP_FIRST <= c <= BMP_LAST] + self.extra
        used = [self.readings[c] for c in kept if c in self.readings]
        syllables = sorted({s for pair in used for side in pair for s in side})
        for syllable in syllables:
            if not (syllable.isascii() and syllable.isalpha() and syllable.islower()):
                raise BuildError(f"{syllable!r} is no syllable of lower-case ASCII letters")
        identifier = {s: i for i, s in enumerate(syllables)}
        sets = {((), ()): 0}
        for pair in used:
            sets.setdefault(pair, len(sets))
        if len(sets) > 0xFFFF or len(syllables) >= JYUTPING_BIT:
            raise BuildError(f"too many: {len(sets)} reading sets, {len(syllables)} syllables")

        def reading_index(code):
            return sets[self.readings.get(code, ((), ()))]

        offsets, data = [0], []
        for pinyin, cantonese in sets:
            data += [identifier[s] for s in pinyin]
            data += [identifier[s] | JYUTPING_BIT for s in cantonese]
            offsets.append(len(data))
        block = range(BMP_FIRST, BMP_LAST + 1)
        sections = [
            struct.pack(f"<{len(block)}H", *map(self.fold, block)),
            bytes(self.flags.get(code, 0) for code in block),
            struct.pack(f"<{len(block)}H", *map(reading_index, block)),
            struct.pack(f"<{len(offsets)}I", *offsets),
            struct.pack(f"<{len(data)}H", *data),
            b"".join(bytes([len(s)]) + s.encode("ascii") for s in syllables),
            b"".join(
                struct.pack("<IIHBB", c, self.fold(c), reading_index(c), self.flags[c], 0)
                for c in self.extra
            ),
        ]
        position = 4 + 13 * 4
        starts, body = [], b""
        for section in sections:
            starts.append(position + len(body))
            body += section + bytes(-len(section) % 4)
        header = struct.pack(
            "<4s13I", b"NHT1", BMP_FIRST, len(block), len(sets), len(syllables), len(self.extra),
            *starts, position + len(body),
        )  # fmt: skip
        self.section_sizes = dict(zip(SECTION_NAMES, map(len, sections)))
        self.counts = {
            "reading sets": len(sets),
            "readings": len(data),
            "syllables": len(syllables),
            "extra records": len(self.extra),
            "folded code points": len(self.keys),
        }
        return header + body

    def encode_radicals(self, version):
        rows = ["# radical\tideograph\tprovenance"]
        rows += [
            f"{radical:04X}\t{ideograph:04X}\tunicode-data {version} EquivalentUnifiedIdeograph.txt"
            for radical, ideograph in sorted(self.radicals.items())
        ]
        return ("\n".join(rows) + "\n").encode()


SECTION_NAMES = ("fold", "flags", "readingIndex", "setOffsets", "setData", "syllables", "extra")


# Self test ----------------------------------------------------------------------------------------


def self_test(tables, binary):
    """The claims that the rest of the project builds on. Raises BuildError with all that fail."""
    failures = []

    def expect(condition, claim):
        if not condition:
            failures.append(claim)

    def fold(text):
        return "".join(chr(tables.fold(ord(c))) for c in text)

    def flags(c):
        return tables.flags[ord(c)]

    def reads(c, pinyin, jyutping):
        for wanted, have in zip((pinyin, jyutping), tables.readings[ord(c)]):
            expect(set(wanted.split()) <= set(have), f"{c} reads {wanted}, not {' '.join(have)}")

    reads("曾", "zeng ceng", "zang cang")
    reads("單", "dan shan chan", "daan sin")
    reads("區", "qu ou", "keoi au")
    reads("任", "ren", "jam")
    reads("呂", "lv lu lyu", "leoi")
    reads("女", "nv nu", "neoi")
    reads("略", "lve lue", "loek")
    reads("解", "jie xie", "gaai haai")
    reads("查", "cha zha", "caa zaa")
    reads("翟", "zhai di", "zaak")
    reads("樂", "le yue", "lok ngok")
    reads("吳", "wu", "ng")
    reads("〇", "ling", "ling")
    expect(tables.readings[ord("曾")][0][0] == "ceng", "kMandarin comes first (曾 ceng)")
    expect(tables.readings[ord("區")][1] == ("keoi", "au"), "區 keoi before au")

    for group in BRIEF_GROUPS.split() + NAME_VARIANTS.split():
        expect(len(set(fold(group))) == 1, f"{group} has one key, not {fold(group)}")
    for left, right in SAME_TEXT:
        expect(fold(left) == fold(right), f"{left} folds like {right}: {fold(left)} {fold(right)}")
    for code, key in tables.keys.items():
        expect(tables.fold(key) == key, f"fold is idempotent at U+{code:04X}")
        expect(code > BMP_LAST or key <= BMP_LAST, f"key of U+{code:04X} fits UInt16")
    kept = "".join(KEPT_APART.split())
    owners = defaultdict(set)
    for c in kept:
        owners[fold(c)].add(c)
    for key, sharing in owners.items():
        expect(len(sharing) == 1, f"KEPT_APART: {''.join(sorted(sharing))} share {key}")
    expect(fold("\u2FA6\u2F63\u2EA0") == fold("金生民"), "radicals fold to ideographs")
    expect(fold("Aあ，") == "Aあ，", "nothing else folds")

    for c in "台后里面余云干松斗丑范姜沈谷征制系的有限公司本中文香港上海李王林温群峰床杰晒":
        expect(flags(c) & (TRADITIONAL | SIMPLIFIED) == 0, f"{c} is no evidence of a script")
    for c in "國東長張陳劉吳說傳電業華寶龍銀資產業務總經報發裡":
        expect(flags(c) & (TRADITIONAL | SIMPLIFIED) == TRADITIONAL, f"{c} is Traditional")
    for c in "国东长张陈刘吴说传电业华宝龙银资产业务总经报发":
        expect(flags(c) & (TRADITIONAL | SIMPLIFIED) == SIMPLIFIED, f"{c} is Simplified")
    for code, bits in tables.flags.items():
        expect(bits & 3 != 3, f"U+{code:04X} has both evidence bits")
    expect(all(flags(c) & HAN for c in "一〇龥㐀﨑𠮷"), "Han ideographs are Han")
    expect(all(ord(c) not in tables.flags for c in "、々あ\u2F00"), "others are not Han")
    expect(flags("的") & COMMON and flags("國") & COMMON and not flags("龘") & COMMON, "common")
    expect(len(binary) < SIZE_LIMIT, f"han.bin has {len(binary)} bytes, limit {SIZE_LIMIT}")
    if failures:
        raise BuildError("self test:\n  " + "\n  ".join(failures))


BRIEF_GROUPS = """
臺台檯 鍾鐘钟 傑杰 曬晒 後后 幹乾干 發髮发 復複复 歷曆历 裏裡里 餘余 雲云 穀谷 鬆松 鬥斗 醜丑 範范 薑姜
瀋沈 葉叶 徵征 製制 係繫系 遊游
"""
SAME_TEXT = [
    ("南京傳奇", "南京传奇"),
    ("頴", "颖"),
    ("志誠發展集團有限公司", "志诚发展集团有限公司"),
    ("滙豐控股", "汇丰控股"),
    ("中國鐵塔", "中国铁塔"),
    ("恒隆", "恆隆"),
    ("后", "後"),
]


# Documents ----------------------------------------------------------------------------------------

README = """\
# Han tables

Generated by `Scripts/tables.py`; do not edit. `Scripts/tables.py --check` fails when a file here or
`NOTICE` is not what the installed packages and the curated lists in the script give.

| file | what | bytes |
| --- | --- | --- |
| `han.bin` | matching keys, script evidence and readings of Han ideographs | {binary_size:,} |
| `radicals.tsv` | CJK and Kangxi radicals and their unified ideographs, with provenance | {radicals_size:,} |

## Sources

| package | version | what is used | licence |
| --- | --- | --- | --- |
| `unicode-data` | {unicode_version} | Unihan variants and readings, `PropList.txt`, \
`EquivalentUnifiedIdeograph.txt` | Unicode licence |
| `rime-data-jyut6ping3` | {jyutping_version} | `jyut6ping3.chars.dict.yaml` (not the `maps` \
dictionary, which is ODbL) | CC-BY-4.0 |

Attribution: {attribution}
The full notices are in `NOTICE` at the root of the package.

## Format of `han.bin`

Little-endian throughout; every section starts at a multiple of four bytes, padded with zeros.
`HanTable.swift` reads it.

| offset | type | field | value |
| --- | --- | --- | --- |
| 0 | 4 bytes | magic | `NHT1` |
| 4 | UInt32 | bmpFirst | 0x2E80 |
| 8 | UInt32 | bmpCount | {bmp_count} (through U+9FFF) |
| 12 | UInt32 | readingSetCount | {reading_sets}, the empty set 0 included |
| 16 | UInt32 | syllableCount | {syllables} |
| 20 | UInt32 | extraCount | {extra_records} |
| 24 | UInt32 × 7 | offsets from the start of the file, in the order of the next table | |
| 52 | UInt32 | totalSize | {binary_size} |

| section | content | bytes |
| --- | --- | --- |
| fold | UInt16[bmpCount], the key of each code point, itself where nothing folds | {fold} |
| flags | UInt8[bmpCount]: 1 Traditional evidence, 2 Simplified evidence, 4 Han ideograph, 8 common | {flags} |
| readingIndex | UInt16[bmpCount], number of a reading set, 0 for none | {readingIndex} |
| setOffsets | UInt32[readingSetCount + 1] into setData, counted in elements | {setOffsets} |
| setData | UInt16 syllable numbers; bit 15 set for Jyutping, clear for pinyin | {setData} |
| syllables | for each: UInt8 length, then lower-case ASCII letters | {syllables_size} |
| extra | 12 bytes each, sorted: UInt32 code point, UInt32 key, UInt16 reading set, UInt8 flags, UInt8 0 | {extra} |

## Rules

- **Keys** are for matching and never for display. One key joins what `kSimplifiedVariant`,
  `kTraditionalVariant` and `kZVariant` join, and the groups of `NAME_VARIANTS` in the script.
  `kSemanticVariant` is not followed by itself: it joins 沈沉 and 哲喆, which names keep apart. The key
  is the Simplified form in GB 2312, the lowest one where there are several. What Simplified text
  merges (后後, 干乾幹, 发發髮, 余餘) shares a key. All {folded:,} folded code points include the
  radicals U+2E81..U+2FD5, whose keys are those of their ideographs, but for {unfit} radicals with a
  supplementary ideograph: they keep themselves as key and are in `radicals.tsv` only.
- **Traditional evidence**: in Big5, not in GB 2312, with a `kSimplifiedVariant` other than itself.
  **Simplified evidence**: in GB 2312, not in Big5, with a `kTraditionalVariant` other than itself.
  Neither for forms that filings in the other script use too: {shared}.
- **Common**: Big5 level 1 (A440..C67E) or GB 2312 level 1 (rows 16 to 55).
- **Pinyin** is toneless, ü written `v`: `kMandarin` first, then `kTGHZ2013` and `kXHC1983` by the
  frequency in `kHanyuPinlu`, `kHanyuPinyin` only where there is none of these. A reading with `v` is
  repeated at the end with `u` (Lucheng) and `yu` (Lyu, as passports have it).
- **Jyutping** is toneless, by the share in the dictionary, the tones of a syllable added up.
  Readings of 0 % are dropped. Those of 3 % stay: 區 au1, 任 jam4 and 翟 zaak6 are surnames with 3 %.
  A `kCantonese` reading that the dictionary lacks counts as {cantonese_share} %.
- A Simplified form inherits no reading of its Traditional form; ask for both through the text.
- **Extra** records: unified ideographs outside the block (Extension B and later, and the twelve
  unified ones in U+FA0E..U+FA29, which NFC leaves alone) with `kMandarin`, `kCantonese` or a variant.
"""

ATTRIBUTION = (
    "“Jyutping dictionary (粵拼詞庫, rime-cantonese)” by GONG Chen, Ayaka Mikazuki, chaaklau, LeiMaau, "
    "laubonghaudoi, tanxpyox, William915, szc126, Bing Jeung, Henry Chan and graphemecluster, "
    "https://github.com/rime/rime-cantonese, licensed under CC BY 4.0 "
    "(https://creativecommons.org/licenses/by/4.0/), changed: tones and rows of 0 % dropped, "
    "joined with Unihan readings. Unihan and other UCD data © 1991-2022 Unicode, Inc."
)

NOTICE = """\
Normalize contains data derived from the works below. The files derived from the first two are
Sources/Normalize/Tables/Data/han.bin and Sources/Normalize/Tables/Data/radicals.tsv, written by
Scripts/tables.py; both differ from the originals.

1. Unicode Character Database and Unihan Database, version 15.0.0
   Debian package: unicode-data {unicode_version}
   Modified: selected properties, tones removed, variants joined, packed into a binary table.

{unicode_licence}

2. rime-cantonese, jyut6ping3.chars.dict.yaml
   Debian package: rime-data-jyut6ping3 {jyutping_version}
   Source: https://github.com/rime/rime-cantonese
   Copyright: GONG Chen, Ayaka Mikazuki, chaaklau, LeiMaau, laubonghaudoi, tanxpyox, William915,
   szc126, Bing Jeung, Henry Chan (@hfhchan), graphemecluster.
   Licence: Creative Commons Attribution 4.0 International (CC BY 4.0),
   https://creativecommons.org/licenses/by/4.0/legalcode
   Modified: tones and rows with a share of 0 % removed, joined with Unihan readings, packed into a
   binary table. The work is offered as-is, without warranties of any kind; see section 5 of the
   licence. No endorsement by the authors is implied.

3. HTML Living Standard, named character references (section 13.5)
   Source: https://html.spec.whatwg.org/multipage/named-characters.html, as Python's html.entities has them
   Copyright: WHATWG (Apple, Google, Mozilla, Microsoft).
   Licence: Creative Commons Attribution 4.0 International (CC BY 4.0),
   https://creativecommons.org/licenses/by/4.0/legalcode
   Modified: a table of names and code points, Sources/Normalize/HTML/Data/entities.tsv, written by
   Scripts/entities.py.

4. ftfy 6.3.1, the categories and pairs of `badness.py` and the steps of `fix_encoding`
   Source: https://github.com/rspeer/python-ftfy
   Copyright: Robyn Speer.
   Licence: Apache License 2.0, https://www.apache.org/licenses/LICENSE-2.0
   Modified: written anew in Swift, over code points that know their bytes, Sources/Normalize/Repair.

5. WHATWG Encoding Standard, index-big5 and index-gb18030
   Source: https://encoding.spec.whatwg.org, as Debian's librust-encoding-rs-dev tests it
   Copyright: WHATWG (Apple, Google, Mozilla, Microsoft).
   Licence: Creative Commons Attribution 4.0 International (CC BY 4.0),
   https://creativecommons.org/licenses/by/4.0/legalcode
   Modified: the pairs that ICU decodes otherwise, Sources/Normalize/Decode/Data/codes.tsv.
"""

UNICODE_LICENCE = """\
COPYRIGHT AND PERMISSION NOTICE

Copyright © 1991-2022 Unicode, Inc. All rights reserved.
Distributed under the Terms of Use in https://www.unicode.org/copyright.html.

Permission is hereby granted, free of charge, to any person obtaining a copy of the Unicode data
files and any associated documentation (the "Data Files") or Unicode software and any associated
documentation (the "Software") to deal in the Data Files or Software without restriction, including
without limitation the rights to use, copy, modify, merge, publish, distribute, and/or sell copies of
the Data Files or Software, and to permit persons to whom the Data Files or Software are furnished to
do so, provided that either
(a) this copyright and permission notice appear with all copies of the Data Files or Software, or
(b) this copyright and permission notice appear in associated Documentation.

THE DATA FILES AND SOFTWARE ARE PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED,
INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
NONINFRINGEMENT OF THIRD PARTY RIGHTS. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR HOLDERS INCLUDED IN
THIS NOTICE BE LIABLE FOR ANY CLAIM, OR ANY SPECIAL INDIRECT OR CONSEQUENTIAL DAMAGES, OR ANY DAMAGES
WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE
OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THE DATA
FILES OR SOFTWARE.

Except as contained in this notice, the name of a copyright holder shall not be used in advertising
or otherwise to promote the sale, use or other dealings in these Data Files or Software without prior
written authorization of the copyright holder.
"""


def documents(tables, binary, radicals, versions):
    names = {
        "unicode_version": versions["unicode-data"],
        "jyutping_version": versions["rime-data-jyut6ping3"],
    }
    sizes = {name: f"{size:,}" for name, size in tables.section_sizes.items()}
    sizes["syllables_size"] = sizes.pop("syllables")
    readme = README.format(
        binary_size=len(binary),
        radicals_size=len(radicals),
        attribution=ATTRIBUTION,
        bmp_count=BMP_LAST - BMP_FIRST + 1,
        reading_sets=tables.counts["reading sets"],
        syllables=tables.counts["syllables"],
        extra_records=tables.counts["extra records"],
        folded=tables.counts["folded code points"],
        unfit=sum(code not in tables.keys for code in tables.radicals),
        shared=SHARED_FORMS,
        cantonese_share=CANTONESE_SHARE,
        **sizes,
        **names,
    )
    licence = "\n".join(f"   {line}".rstrip() for line in UNICODE_LICENCE.strip().splitlines())
    return readme.encode(), NOTICE.format(unicode_licence=licence, **names).encode()


# Command ------------------------------------------------------------------------------------------


def main():
    parser = argparse.ArgumentParser(description="Generate the Han tables of Normalize.")
    parser.add_argument("--check", action="store_true", help="compare only; exit 1 if stale")
    check = parser.parse_args().check
    try:
        versions = package_versions()
        for package, version in versions.items():
            print(f"{package} {version}")
        tables = Tables()
        binary = tables.encode()
        self_test(tables, binary)
    except (BuildError, OSError) as error:
        print(f"tables.py: {error}", file=sys.stderr)
        return 1
    radicals = tables.encode_radicals(versions["unicode-data"])
    readme, notice = documents(tables, binary, radicals, versions)
    outputs = {
        DATA / "han.bin": binary,
        DATA / "radicals.tsv": radicals,
        DATA / "README.md": readme,
        ROOT / "NOTICE": notice,
    }
    stale = [p for p, content in outputs.items() if not p.is_file() or p.read_bytes() != content]
    for path in stale:
        name = path.relative_to(ROOT)
        if check:
            print(f"tables.py: {name} is not current: run Scripts/tables.py", file=sys.stderr)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(outputs[path])
            print(f"wrote {name}, {len(outputs[path]):,} bytes")
    print(", ".join(f"{count:,} {what}" for what, count in tables.counts.items()))
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
