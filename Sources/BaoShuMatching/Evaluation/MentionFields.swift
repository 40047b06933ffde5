import BaoShuValues

/// A field of a mention, or the head of a part, whose fields follow it.
struct StageField: BitwiseCopyable {
    /// In the table of texts.
    var name: Int32
    var value: CompactValue
}

/// What ``MentionFields`` holds beside the fields.
struct MentionFieldsHead {
    fileprivate(set) var count: Int
    /// How many of the items are the mention's own.
    fileprivate(set) var ownCount: Int
    /// Values that are no compact ones: most mentions have one or none.
    fileprivate var box: RuleValue = .absent
    fileprivate var boxes: [RuleValue] = []
    let texts: TextTable
}

/// The fields of a mention and those of its parts, in one piece of memory.
final class MentionFields: ManagedBuffer<MentionFieldsHead, StageField> {
    /// Room for the ends of a date.
    private static let spare = 2

    /// - Parameters:
    ///   - items: the mention's fields, then for each part its head and its fields.
    ///   - ownCount: how many of them are the mention's own.
    static func make(_ items: UnsafeBufferPointer<StageField>, ownCount: Int, texts: TextTable) -> MentionFields {
        let made = create(minimumCapacity: items.count + spare) { _ in MentionFieldsHead(count: items.count, ownCount: ownCount, texts: texts) }
        let fields = unsafeDowncast(made, to: MentionFields.self)
        if let base = items.baseAddress { fields.items.initialize(from: base, count: items.count) }
        return fields
    }

    @inline(__always) private var head: UnsafeMutablePointer<MentionFieldsHead> { withUnsafeMutablePointerToHeader { $0 } }
    @inline(__always) private var items: UnsafeMutablePointer<StageField> { withUnsafeMutablePointerToElements { $0 } }
    private(set) var count: Int {
        @inline(__always) get { head.pointee.count }
        set { head.pointee.count = newValue }
    }
    private(set) var ownCount: Int {
        @inline(__always) get { head.pointee.ownCount }
        set { head.pointee.ownCount = newValue }
    }
    private var box: RuleValue {
        get { head.pointee.box }
        set { head.pointee.box = newValue }
    }
    private var boxes: [RuleValue] {
        get { head.pointee.boxes }
        _modify { yield &head.pointee.boxes }
    }
    var texts: TextTable { head.pointee.texts }

    /// Takes in the values that stand beside boxed ones: their payloads become places here.
    func keepBoxes(_ boxed: (CompactValue) -> RuleValue) {
        var kept = 0
        for index in 0..<count where items[index].value.kind == .boxed {
            let value = boxed(items[index].value)
            items[index].value.payload = kept
            kept += 1
            if kept == 1 {
                box = value
            } else {
                if kept == 2 { boxes = [box] }
                boxes.append(value)
            }
        }
    }

    subscript(index: Int) -> StageField { items[index] }

    /// The mention's own field of a name.
    @inline(__always) func value(of name: Int32) -> CompactValue {
        for index in 0..<ownCount where items[index].name == name { return items[index].value }
        return .absent
    }

    func value(of name: String) -> CompactValue {
        for index in 0..<ownCount where texts[items[index].name] == name { return items[index].value }
        return .absent
    }

    /// A copy that is written without the other's notice.
    func copy() -> MentionFields {
        let copy = MentionFields.make(UnsafeBufferPointer(start: items, count: count), ownCount: ownCount, texts: texts)
        (copy.box, copy.boxes) = (box, boxes)
        return copy
    }

    func setBoxed(_ value: CompactValue, to new: RuleValue) {
        if boxes.isEmpty { box = new } else { boxes[value.payload] = new }
    }

    /// Sets one of two fields of the mention's own, or takes it away, so that it is the last of them.
    func set(_ name: Int32, to value: CompactValue?) {
        var index = 0
        while index < ownCount {
            if items[index].name == name {
                for place in (index + 1)..<count { items[place - 1] = items[place] }
                count -= 1
                ownCount -= 1
            } else {
                index += 1
            }
        }
        guard let value else { return }
        var place = count
        while place > ownCount {
            items[place] = items[place - 1]
            place -= 1
        }
        items[ownCount] = StageField(name: name, value: value)
        count += 1
        ownCount += 1
    }

    /// The value that a boxed one stands for.
    func boxed(_ value: CompactValue) -> RuleValue { box(value.payload) }

    func box(_ place: Int) -> RuleValue { boxes.isEmpty ? box : boxes[place] }

    func ruleValue(_ value: CompactValue) -> RuleValue {
        switch value.kind {
        case .boxed: boxed(value)
        case .words: .words(value.start, value.end)
        default: value.plain(texts)
        }
    }

    /// Whether one of the mention's own fields is a date expression.
    var hasDates: Bool {
        for index in 0..<ownCount where items[index].value.kind == .boxed { if case .temporal = boxed(items[index].value) { return true } }
        return false
    }
}
