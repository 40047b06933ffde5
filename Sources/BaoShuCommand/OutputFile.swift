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

    /// - Throws: `CommandFailure` where the file cannot be written.
    init(path: String?) throws {
        self.path = path
        guard let path, path != "-" else {
            partial = nil
            target = ""
            descriptor = 1
            return
        }
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
            target = exists ? URL(fileURLWithPath: path).resolvingSymlinksInPath().path : path
            partial = target + ".partial"
            descriptor = open(target + ".partial", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        }
        if descriptor < 0 {
            throw CommandFailure(message: "\(path) cannot be written: \(String(cString: strerror(errno))); check the folder and who may write there")
        }
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
        guard fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS, close(descriptor) == 0 else {
            throw failure("cannot be written: \(String(cString: strerror(errno)))")
        }
        guard rename(partial, target) == 0 else { throw failure("cannot be given its name: \(String(cString: strerror(errno)))") }
    }

    private func failure(_ reason: String) -> CommandFailure {
        CommandFailure(message: "\(path ?? "standard output") \(reason)" + (partial.map { "; what is there by now is in \($0)" } ?? ""), status: 2)
    }
}
