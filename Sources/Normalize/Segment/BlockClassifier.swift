enum BlockClassifier { static func blocks(_ text: [UInt8], _ structure: Structure, into blocks: inout [Block]) {} }
