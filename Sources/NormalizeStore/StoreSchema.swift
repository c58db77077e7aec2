/// The tables. Numbers of 64 bits are stored as signed; texts are UTF-8.
enum StoreSchema {
  static let first = """
    CREATE TABLE meta(key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;

    -- Records. A filing's row is its mark of completion: it comes with all its observations.
    CREATE TABLE filing(
      id INTEGER PRIMARY KEY, json BLOB NOT NULL, date TEXT,
      -- The program and the options that read it: what another one read is read again.
      readBy TEXT NOT NULL,
      -- How many observations it has, and the address of all it states.
      count INTEGER NOT NULL, address BLOB NOT NULL,
      -- Its observations are part of what is folded; its pairs are in `stated`.
      settled INTEGER NOT NULL, listed INTEGER NOT NULL);
    CREATE INDEX filingUnsettled ON filing(id) WHERE settled = 0;
    CREATE INDEX filingUnlisted ON filing(id) WHERE listed = 0;
    CREATE INDEX filingReader ON filing(readBy);
    -- Observations of a filing, some hundred to a pack, and in which packs a pair is stated.
    CREATE TABLE pack(
      filing INTEGER NOT NULL REFERENCES filing(id) ON DELETE CASCADE, number INTEGER NOT NULL,
      bytes BLOB NOT NULL, PRIMARY KEY(filing, number));
    CREATE TABLE stated(
      pair INTEGER NOT NULL, filing INTEGER NOT NULL, pack INTEGER NOT NULL,
      PRIMARY KEY(pair, filing, pack)) WITHOUT ROWID;
    CREATE TABLE decision(id BLOB PRIMARY KEY, at TEXT NOT NULL, json BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE listing(name TEXT NOT NULL, code TEXT NOT NULL, PRIMARY KEY(name, code))
      WITHOUT ROWID;

    -- What observations alone fold to, and pairs for which that must be made anew.
    CREATE TABLE raw(
      pair INTEGER NOT NULL, identity INTEGER NOT NULL, state BLOB NOT NULL,
      PRIMARY KEY(pair, identity)) WITHOUT ROWID;
    -- What runs folded and nobody has joined with `raw` yet: thousands of entries to a row.
    CREATE TABLE fresh(number INTEGER PRIMARY KEY, count INTEGER NOT NULL, states BLOB NOT NULL);
    CREATE TABLE pending(pair INTEGER PRIMARY KEY);

    -- What observations and decisions fold to.
    CREATE TABLE entry(
      number INTEGER PRIMARY KEY, identity INTEGER NOT NULL UNIQUE, pair INTEGER NOT NULL,
      concept INTEGER NOT NULL, status TEXT NOT NULL, documents INTEGER NOT NULL,
      enKey TEXT NOT NULL, zhKey TEXT NOT NULL, mark INTEGER NOT NULL, state BLOB NOT NULL);
    CREATE INDEX entryConcept ON entry(concept);
    CREATE INDEX entryPair ON entry(pair);
    CREATE INDEX entryEnglish ON entry(enKey) WHERE enKey <> '';
    CREATE INDEX entryChinese ON entry(zhKey) WHERE zhKey <> '';
    CREATE INDEX entryStatus ON entry(status, documents);

    -- The search index.
    CREATE TABLE hanGram(gram INTEGER NOT NULL, entry INTEGER NOT NULL, PRIMARY KEY(gram, entry))
      WITHOUT ROWID;
    CREATE TABLE word(number INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
    CREATE TABLE wordGram(gram INTEGER NOT NULL, word INTEGER NOT NULL, PRIMARY KEY(gram, word))
      WITHOUT ROWID;
    CREATE TABLE wordEntry(word INTEGER NOT NULL, entry INTEGER NOT NULL, PRIMARY KEY(word, entry))
      WITHOUT ROWID;
    """

  /// Entries are found by their sides, and names that changed since the file of names was made are
  /// kept. Entries and index are made again by the first who needs them.
  static let third = """
    DROP TABLE entry;
    DELETE FROM hanGram;
    DELETE FROM wordEntry;
    DELETE FROM meta WHERE key IN ('settledHigh', 'settledLow');
    -- `enSide` and `zhSide`: hashes of the sides under which names meet, 0 for none.
    CREATE TABLE entry(
      number INTEGER PRIMARY KEY, identity INTEGER NOT NULL UNIQUE, pair INTEGER NOT NULL,
      concept INTEGER NOT NULL, status TEXT NOT NULL, documents INTEGER NOT NULL,
      enKey TEXT NOT NULL, zhKey TEXT NOT NULL, enSide INTEGER NOT NULL, zhSide INTEGER NOT NULL,
      mark INTEGER NOT NULL, state BLOB NOT NULL);
    CREATE INDEX entryConcept ON entry(concept);
    CREATE INDEX entryPair ON entry(pair);
    CREATE INDEX entryEnglish ON entry(enKey) WHERE enKey <> '';
    CREATE INDEX entryChinese ON entry(zhKey) WHERE zhKey <> '';
    CREATE INDEX entryEnglishSide ON entry(enSide) WHERE enSide <> 0;
    CREATE INDEX entryChineseSide ON entry(zhSide) WHERE zhSide <> 0;
    CREATE INDEX entryStatus ON entry(status, documents);

    -- The concepts that documents state an entry as a name of.
    CREATE TABLE named(concept INTEGER NOT NULL, entry INTEGER NOT NULL, PRIMARY KEY(concept, entry))
      WITHOUT ROWID;

    -- Entries that decisions changed since the file of names was made: what they were then.
    CREATE TABLE changed(identity INTEGER PRIMARY KEY, en BLOB NOT NULL, zh BLOB NOT NULL);
    """
}
