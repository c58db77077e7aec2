enum SchemaText {
  static let document = "{}\n"
}
