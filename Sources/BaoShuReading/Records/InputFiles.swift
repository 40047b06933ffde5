internal import Glibc

/// The files that the inputs name: files as they are, folders with all that is in them, globs, standard input.
///
/// Folders are walked one at a time, names in the order of their bytes, so that the order is the same everywhere and no list of
/// a million files is held.
final class InputFiles {
    struct File {
        var path: FilePath
        var label: String
        /// Whether no other file is read.
        var isAlone = false
    }

    private enum Pending {
        case input(FilePath)
        case entry(path: FilePath, label: String, folder: Folder)
        /// Behind the entries of a folder that was given.
        case end(FilePath)
    }

    /// A folder that is walked, with those that it was reached through.
    private final class Folder {
        private let identity: FileIdentity
        private let parent: Folder?
        let depth: Int
        /// How many links lead to it.
        let links: Int

        init(_ identity: FileIdentity, in parent: Folder? = nil, byLink: Bool = false) {
            self.identity = identity
            self.parent = parent
            depth = parent.map { $0.depth + 1 } ?? 0
            links = (parent?.links ?? 0) + (byLink ? 1 : 0)
        }

        /// Whether a folder is this one or one that this was reached through.
        func isInside(_ other: FileIdentity) -> Bool { identity == other || parent?.isInside(other) ?? false }
    }

    /// Folders deeper than this are not walked.
    private static let deepest = 64
    /// Links to folders that one path may go through: folders that are linked with one another have paths without end.
    private static let mostLinks = 4

    private var pending: [Pending]
    /// Whether the folder that is walked has given a file or a message.
    private var hasFiles = false
    private let excluded: Set<FileIdentity>
    /// How many inputs have a name: those of one name are told apart by their paths.
    private var names: [String: Int] = [:]
    private var isAlone: Bool

    init(_ inputs: [String], excluded: Set<FileIdentity> = []) {
        let inputs = inputs.map { FilePath($0) }
        pending = inputs.reversed().map { .input($0) }
        self.excluded = excluded
        isAlone = inputs.count == 1
        count(inputs)
    }

    private func count(_ paths: [FilePath]) { for path in Set(paths) { names[RawRecord.name(of: path.text), default: 0] += 1 } }

    /// What an input is called in ids.
    private func label(of path: String) -> String {
        let name = RawRecord.name(of: path)
        return names[name] ?? 0 > 1 ? path.hasPrefix("./") ? String(path.dropFirst(2)) : path : name
    }

    /// What stands before the names of a folder's files: nothing where it is the only input.
    private func prefix(of folder: String) -> String {
        let label = label(of: folder)
        return isAlone || label == "." ? "" : label.hasSuffix("/") ? label : label + "/"
    }

    /// The next file, or why an input gives none; nil at the end.
    func next() -> Result<File, InputProblem>? {
        while let item = pending.popLast() {
            switch item {
            case .input(let path) where path.text == "-": return .success(File(path: path, label: "-", isAlone: isAlone))
            case .input(let path):
                var status = stat()
                if stat(path.bytes, &status) != 0 {
                    let number = errno
                    let found = path.text.contains(where: { "*?[".contains($0) }) ? Self.glob(path) : []
                    count(found)
                    if found.count > 1 { isAlone = false }
                    if found.isEmpty {
                        let error = FileSource.error("cannot be opened", number)
                        return .failure(InputProblem(path: path.text, code: error.code, message: error.message))
                    }
                    pending += found.reversed().filter { path in !excluded.contains { $0 == FileIdentity(path: path.bytes) } }.map { .input($0) }
                } else if status.st_mode & S_IFMT == S_IFDIR {
                    hasFiles = false
                    pending.append(.end(path))
                    if let problem = open(path, label: prefix(of: path.text), Folder(FileIdentity(status))) {
                        hasFiles = true
                        return .failure(problem)
                    }
                } else if excluded.contains(FileIdentity(status)) {
                    return .failure(InputProblem(path: path.text, code: "cannot_read", message: "is what this run writes; write to another file"))
                } else {
                    return .success(File(path: path, label: label(of: path.text), isAlone: isAlone))
                }
            case .end(let path):
                if !hasFiles { return .failure(InputProblem(path: path.text, code: "empty", message: "the folder has no files; name a folder that has some")) }
            case .entry(let path, let label, let folder):
                var link = stat(), status = stat()
                guard lstat(path.bytes, &link) == 0, stat(path.bytes, &status) == 0 else {
                    let error = FileSource.error("cannot be opened", errno)
                    hasFiles = true
                    return .failure(InputProblem(path: path.text, code: error.code, message: error.message))
                }
                if status.st_mode & S_IFMT == S_IFDIR {
                    let isLink = link.st_mode & S_IFMT == S_IFLNK
                    // A link that leads back up leads to what is walked already.
                    if isLink, folder.isInside(FileIdentity(status)) { continue }
                    if let problem = open(path, label: label + "/", Folder(FileIdentity(status), in: folder, byLink: isLink)) {
                        hasFiles = true
                        return .failure(problem)
                    }
                } else if status.st_mode & S_IFMT == S_IFREG, !excluded.contains(FileIdentity(status)) {
                    hasFiles = true
                    return .success(File(path: path, label: label))
                }
            }
        }
        return nil
    }

    private func open(_ path: FilePath, label: String, _ folder: Folder) -> InputProblem? {
        guard folder.depth < Self.deepest else { return InputProblem(path: path.text, code: "too_deep", message: "folders are nested deeper than \(Self.deepest) levels") }
        guard folder.links <= Self.mostLinks else {
            return InputProblem(path: path.text, code: "too_deep", message: "is reached through more than \(Self.mostLinks) links to folders; name it as an input")
        }
        guard let directory = opendir(path.bytes) else {
            let error = FileSource.error("cannot be opened", errno)
            return InputProblem(path: path.text, code: error.code, message: error.message)
        }
        defer { closedir(directory) }
        var names: [[UInt8]] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            // Hidden files are what editors and systems leave behind.
            if name.first != UInt8(ascii: ".") { names.append(name) }
        }
        names.sort { $0.lexicographicallyPrecedes($1) }
        for name in names.reversed() {
            pending.append(.entry(path: path.appending(name), label: label + String(decoding: name, as: UTF8.self), folder: folder))
        }
        return nil
    }

    private static func glob(_ pattern: FilePath) -> [FilePath] {
        var found = glob_t()
        defer { globfree(&found) }
        guard Glibc.glob(pattern.bytes, 0, nil, &found) == 0 else { return [] }
        return (0..<Int(found.gl_pathc)).compactMap { index in found.gl_pathv[index].map { FilePath(copying: $0) } }
    }
}

/// A path as the system has it: bytes, which need not be UTF-8.
struct FilePath: Hashable {
    /// With a NUL behind them.
    private(set) var bytes: [CChar]

    init(_ text: String) { bytes = text.utf8.map { CChar(bitPattern: $0) } + [0] }

    init(copying path: UnsafePointer<CChar>) { bytes = Array(UnsafeBufferPointer(start: path, count: strlen(path) + 1)) }

    /// For labels and messages; what is no UTF-8 is U+FFFD.
    var text: String { String(decoding: bytes.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self) }

    /// The path of an entry of this folder.
    func appending(_ name: [UInt8]) -> FilePath {
        let slash = CChar(bitPattern: UInt8(ascii: "/"))
        var path = self
        path.bytes.removeLast()
        if path.bytes.last != slash { path.bytes.append(slash) }
        path.bytes += name.map { CChar(bitPattern: $0) } + [0]
        return path
    }
}

/// Why an input gives no file.
struct InputProblem: Error {
    var path: String
    var code: String
    var message: String
}
