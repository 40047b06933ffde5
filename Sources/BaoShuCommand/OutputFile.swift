import BaoShu
import BaoShuReading
import Foundation
import Synchronization

/// Where the results are written: standard output, or a file that appears under its name only when it is whole.
///
/// Until then the lines stand in `NAME.partial` beside it, which an interrupted run leaves behind under that name. It is locked while a
/// process writes to it.
final class OutputFile: Sendable {
    /// What the user named; nil for standard output.
    let path: String?
    private let partial: String?
    private let target: String
    private let descriptor: Int32
    /// What an interrupted run left, where this one goes on from it.
    private let earlierOutput: Mutex<EarlierOutput?>

    /// - Parameters:
    ///   - inputs: What the run reads, as the user named it: none of it may be written over.
    ///   - resume: Whether the lines of an interrupted run stay.
    /// - Throws: `CommandFailure` where the file cannot be written.
    init(path: String?, inputs: [String] = [], resume: Bool = false) throws {
        self.path = path
        guard let path, path != "-" else {
            partial = nil
            target = ""
            descriptor = 1
            earlierOutput = Mutex(nil)
            return
        }
        if path.isEmpty { throw CommandFailure(message: "the name of the file to write is empty; name a file after -o") }
        var status = stat()
        let exists = stat(path, &status) == 0
        if exists, status.st_mode & S_IFMT == S_IFDIR {
            throw CommandFailure(message: "\(path) is a folder; name a file after -o")
        }
        if exists, status.st_mode & S_IFMT != S_IFREG {
            if resume { throw CommandFailure(message: "\(path) is no regular file; --resume cannot go on with it") }
            // A device or a pipe is written to directly: there is nothing to rename.
            partial = nil
            target = path
            descriptor = open(path, O_WRONLY | O_CLOEXEC)
            if descriptor < 0 { throw Self.cannotBeWritten(path) }
            earlierOutput = Mutex(nil)
        } else {
            let target = try Self.target(of: path)
            let partial = Self.partial(of: target)
            for written in [target, partial] {
                guard let file = FileIdentity(path: written) else { continue }
                if inputs.contains(where: { $0 != "-" && FileIdentity(path: $0) == file }) {
                    throw CommandFailure(message: "\(written == target ? path : partial) is an input and would be written over; name another file to write")
                }
            }
            self.target = target
            self.partial = partial
            descriptor = try Self.openLocked(partial, for: path, reading: resume)
            if exists { fchmod(descriptor, status.st_mode & 0o777) }
            earlierOutput = Mutex(resume ? try EarlierOutput(descriptor: descriptor, path: partial) : nil)
            if !resume, ftruncate(descriptor, 0) != 0, errno != EINVAL { throw Self.cannotBeWritten(path) }
        }
    }

    /// Whether the file is there and no run was interrupted that began to write it.
    ///
    /// - Throws: `CommandFailure` where its links lead nowhere.
    static func isWhole(_ path: String) throws -> Bool {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
        return FileIdentity(path: partial(of: try target(of: path))) == nil
    }

    private static func partial(of target: String) -> String { target + ".partial" }

    /// The file that a path leads to, whether it is there or not: a link stays one, and what it points to is replaced.
    private static func target(of path: String) throws -> String {
        var target = path
        // As many as Linux follows (path_resolution(7)).
        for _ in 0...40 {
            guard let next = try? FileManager.default.destinationOfSymbolicLink(atPath: target) else { return target }
            target = next.hasPrefix("/") ? next : (target.lastIndex(of: "/").map { String(target[...$0]) } ?? "") + next
        }
        errno = ELOOP
        throw cannotBeWritten(path)
    }

    /// Opens a file for this process alone, with what stands there; the lock ends with the process.
    private static func openLocked(_ partial: String, for path: String, reading: Bool) throws -> Int32 {
        while true {
            let descriptor = open(partial, (reading ? O_RDWR : O_WRONLY) | O_CREAT | O_CLOEXEC, 0o666)
            if descriptor < 0 { throw cannotBeWritten(path) }
            // Where the file system has no locks it goes without.
            if flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
                close(descriptor)
                throw CommandFailure(message: "\(path) is being written by another run; wait for its end, or name another file to write")
            }
            // The run that held the lock may have given the file its name since it was opened here.
            guard let own = FileIdentity(descriptor: descriptor), FileIdentity(path: partial) != own else { return descriptor }
            close(descriptor)
        }
    }

    /// By `errno`.
    private static func cannotBeWritten(_ path: String) -> CommandFailure {
        CommandFailure(message: "\(path) cannot be written: \(String(cString: strerror(errno))); check the folder and who may write there")
    }

    /// The file and the one in which its lines stand until then, as far as they are there: no inputs, where they stand in a folder of them.
    var identities: Set<FileIdentity> {
        let files = partial.map { [FileIdentity(path: target), FileIdentity(path: $0)] } ?? [FileIdentity(descriptor: descriptor)]
        return Set(files.compactMap { $0 })
    }

    /// Whether it is a file that gets its name at the end.
    var isReplaced: Bool { partial != nil }

    /// The lines of an interrupted run that this one goes on from.
    var earlier: ExtractionRun.EarlierLines? { earlierOutput.withLock { $0?.lines } }

    /// Lets so many bytes of the earlier lines stand; those behind them are written again, which must change nothing.
    func keeps(_ bytes: Int) { earlierOutput.withLock { $0?.position = bytes } }

    /// - Throws: `CommandFailure` where the disk is full, the reader has gone, …; `ResumptionError` where other lines stand there.
    func write(_ bytes: UnsafeRawBufferPointer) throws {
        let done = try earlierOutput.withLock { try $0?.passOver(bytes) } ?? 0
        if !Self.write(UnsafeRawBufferPointer(rebasing: bytes[done...]), to: descriptor) { throw failure("cannot be written: \(String(cString: strerror(errno)))") }
    }

    /// - Returns: Whether all bytes were written; else `errno` says why not.
    static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
        var done = 0
        while done < bytes.count {
            let count = Foundation.write(descriptor, bytes.baseAddress! + done, bytes.count - done)
            if count < 0, errno != EINTR { return false }
            done += max(0, count)
        }
        return true
    }

    /// The same for bytes in an array.
    func write(_ bytes: [UInt8]) throws { try bytes.withUnsafeBytes { try write($0) } }

    /// Gives the file its name.
    ///
    /// - Parameter discarding: Whether nothing came of the run, so that what has the name now, if anything, stays.
    /// - Throws: `CommandFailure` where what was written could not be kept; `ResumptionError` where an interrupted run wrote more.
    func finish(discarding: Bool = false) throws {
        try earlierOutput.withLock { try $0?.checkEnd() }
        guard let partial else {
            if descriptor != 1 { close(descriptor) }
            return
        }
        // Closed last: with it the lock goes.
        defer { close(descriptor) }
        if discarding {
            unlink(partial)
            return
        }
        guard fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS else { throw failure("cannot be written: \(String(cString: strerror(errno)))") }
        guard rename(partial, target) == 0 else { throw failure("cannot be given its name: \(String(cString: strerror(errno)))") }
    }

    private func failure(_ reason: String) -> CommandFailure {
        CommandFailure(message: "\(path ?? "standard output") \(reason)" + (partial.map { "; what is there by now is in \($0)" } ?? ""), status: 2)
    }
}
