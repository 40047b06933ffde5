import BaoShuReading
import Foundation

/// Where the results are written: standard output, or a file that appears under its name only when it is whole.
///
/// Until then the lines stand in `NAME.partial` beside it, which an interrupted run leaves behind under that name.
final class OutputFile: Sendable {
    /// What the user named; nil for standard output.
    let path: String?
    private let partial: String?
    private let target: String
    private let descriptor: Int32

    /// - Parameter inputs: What the run reads, as the user named it: none of it may be written over.
    /// - Throws: `CommandFailure` where the file cannot be written.
    init(path: String?, inputs: [String] = []) throws {
        self.path = path
        guard let path, path != "-" else {
            partial = nil
            target = ""
            descriptor = 1
            return
        }
        if path.isEmpty { throw CommandFailure(message: "the name of the file to write is empty; name a file after -o") }
        var status = stat()
        let exists = stat(path, &status) == 0
        if exists, status.st_mode & S_IFMT == S_IFDIR {
            throw CommandFailure(message: "\(path) is a folder; name a file after -o")
        }
        if exists, status.st_mode & S_IFMT != S_IFREG {
            // A device or a pipe is written to directly: there is nothing to rename.
            partial = nil
            target = path
            descriptor = open(path, O_WRONLY | O_CLOEXEC)
        } else {
            // A link stays one: what it points to is replaced.
            let target = exists ? URL(fileURLWithPath: path).resolvingSymlinksInPath().path : path
            let partial = target + ".partial"
            for written in [target, partial] {
                guard let file = FileIdentity(path: written) else { continue }
                if inputs.contains(where: { $0 != "-" && FileIdentity(path: $0) == file }) {
                    throw CommandFailure(message: "\(written == target ? path : partial) is an input and would be written over; name another file to write")
                }
            }
            self.target = target
            self.partial = partial
            descriptor = try Self.own(partial, path: path)
            if exists, descriptor >= 0 { fchmod(descriptor, status.st_mode & 0o777) }
        }
        if descriptor < 0 {
            throw CommandFailure(message: "\(path) cannot be written: \(String(cString: strerror(errno))); check the folder and who may write there")
        }
    }

    /// The file and the one in which its lines stand until then, as far as they are there: no inputs, where they stand in a folder of them.
    var identities: Set<FileIdentity> {
        let files = partial.map { [FileIdentity(path: target), FileIdentity(path: $0)] } ?? [FileIdentity(descriptor: descriptor)]
        return Set(files.compactMap { $0 })
    }

    /// - Throws: `CommandFailure` where the disk is full, the reader has gone, ….
    func write(_ bytes: UnsafeRawBufferPointer) throws {
        var done = 0
        while done < bytes.count {
            let count = Foundation.write(descriptor, bytes.baseAddress! + done, bytes.count - done)
            if count >= 0 {
                done += count
            } else if errno != EINTR {
                throw failure("cannot be written: \(String(cString: strerror(errno)))")
            }
        }
    }

    /// The same for bytes in an array.
    func write(_ bytes: [UInt8]) throws { try bytes.withUnsafeBytes { try write($0) } }

    /// Gives the file its name.
    ///
    /// - Throws: `CommandFailure` where what was written could not be kept.
    func finish() throws {
        guard let partial else {
            if descriptor != 1 { close(descriptor) }
            return
        }
        guard fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS else { throw failure("cannot be written: \(String(cString: strerror(errno)))") }
        // While it is open no other run takes it.
        guard rename(partial, target) == 0 else { throw failure("cannot be given its name: \(String(cString: strerror(errno)))") }
        guard close(descriptor) == 0 else { throw CommandFailure(message: "\(target) cannot be written: \(String(cString: strerror(errno)))", status: 2) }
    }

    /// Opens the partial file, empty, and locks it; -1 where it cannot be opened.
    ///
    /// - Throws: `CommandFailure` where another run writes it.
    private static func own(_ partial: String, path: String) throws -> Int32 {
        while true {
            let descriptor = open(partial, O_WRONLY | O_CREAT | O_CLOEXEC, 0o666)
            if descriptor < 0 { return -1 }
            // Some file systems know no locks; there a run is alone.
            if flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
                close(descriptor)
                throw CommandFailure(message: "\(path) is being written by another run, whose lines stand in \(partial); wait for it or name another file")
            }
            // The other run may have given it its name in between.
            guard FileIdentity(path: partial).map({ $0 == FileIdentity(descriptor: descriptor) }) != false else {
                close(descriptor)
                continue
            }
            if ftruncate(descriptor, 0) == 0 { return descriptor }
            let number = errno
            close(descriptor)
            errno = number
            return -1
        }
    }

    private func failure(_ reason: String) -> CommandFailure {
        CommandFailure(message: "\(path ?? "standard output") \(reason)" + (partial.map { "; what is there by now is in \($0)" } ?? ""), status: 2)
    }
}
