internal import Glibc

/// Reads the lines of a file one after the other, holding one.
package final class FileLineReader {
    private let file: UnsafeMutablePointer<FILE>
    private var line: UnsafeMutablePointer<CChar>?
    private var capacity = 0
    private var length = 0
    /// Where the line in hand begins.
    package private(set) var offset = 0
    /// The place in the file behind which no line begins that is read.
    package let end: Int
    /// Whether lines have ended because the file could not be read further.
    package var hasFailed: Bool { ferror(file) != 0 }

    package init(path: String, end: Int = .max) throws(FileLineReaderError) {
        guard let file = fopen(path, "re") else { throw FileLineReaderError(reason: String(cString: strerror(errno))) }
        self.file = file
        self.end = end
        read()
    }

    deinit {
        fclose(file)
        free(line)
    }

    /// The line in hand with its line feed, valid until the next is read; nil behind the last.
    package var current: UnsafeRawBufferPointer? { length > 0 ? UnsafeRawBufferPointer(start: line, count: length) : nil }

    /// Goes on to the next line.
    package func advance() {
        offset += length
        read()
    }

    private func read() { length = offset < end ? max(0, getline(&line, &capacity, file)) : 0 }
}

/// Why a file cannot be opened, in words.
package struct FileLineReaderError: Error {
    package let reason: String
}
