import BaoShuModel

/// Roles of blocks, as bits.
struct RoleSet: OptionSet, BitwiseCopyable {
    let rawValue: UInt32

    init(rawValue: UInt32) { self.rawValue = rawValue }

    /// - Parameter names: those of roles; others stand for nothing.
    init(names: [String]) {
        self.init(rawValue: names.compactMap { BlockRole(rawValue: $0) }.reduce(0) { $0 | Self.bit(of: $1) })
    }

    init(of role: BlockRole) { self.init(rawValue: Self.bit(of: role)) }

    init(of blocks: [Block]) {
        var bits: UInt32 = 0
        for block in blocks { bits |= Self.bit(of: block.role) }
        self.init(rawValue: bits)
    }

    private static let roles = BlockRole.allCases

    private static func bit(of role: BlockRole) -> UInt32 { roles.firstIndex(of: role).map { 1 << UInt32($0) } ?? 0 }

    func meets(_ other: RoleSet) -> Bool { !isDisjoint(with: other) }
}
