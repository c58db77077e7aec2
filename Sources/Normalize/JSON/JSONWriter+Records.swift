/// What documents, records and twins write alike.
extension JSONWriter {
  /// An issuer with its listings.
  mutating func issuer(_ issuer: Metadata.Issuer) {
    raw("{\"en\":")
    stringOrNull(issuer.en)
    raw(",\"zh\":")
    stringOrNull(issuer.zh)
    raw(",\"role\":")
    string(issuer.role.rawValue)
    raw(",\"listings\":[")
    for (number, listing) in issuer.listings.enumerated() {
      if number > 0 { comma() }
      raw("{\"exchange\":")
      string(listing.exchange)
      raw(",\"code\":")
      string(listing.code)
      raw(",\"counter\":")
      stringOrNull(listing.counter)
      raw("}")
    }
    raw("]}")
  }

  /// Both sides of a name with their forms, which is official, and whether it is inferred: members
  /// behind others.
  mutating func sides(_ name: Name) {
    raw(",\"enForm\":")
    raw(name.enForm.quoted)
    raw(",\"zhForm\":")
    raw(name.zhForm.quoted)
    raw(",\"en\":")
    stringOrNull(name.en)
    raw(",\"zh\":")
    stringOrNull(name.zh)
    raw(",\"official\":")
    raw(name.official.quoted)
    raw(name.inferred ? ",\"inferred\":true" : ",\"inferred\":false")
  }
}
