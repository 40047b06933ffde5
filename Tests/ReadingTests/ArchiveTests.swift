import BaoShuModel
import Foundation
import Testing

@testable import BaoShuReading

/// Archives and compressed files, made by Python's `zipfile`, `gzip` and `zlib`.
@Suite struct ArchiveTests {
    private static func bytes(_ base64: String) -> [UInt8] { Array(Data(base64Encoded: base64) ?? Data()) }
    /// `新闻/一.txt` and `b.txt`.
    private static let zip = bytes(
        "UEsDBBQAAAgAAAAAIVjmme+6BgAAAAYAAAAOAAAA5paw6Ze7L+S4gC50eHTnlLLjgIJQSwMEFAAAAAAAAAAhWMIoGXIGAAAABgAAAAUAAABiLnR4dOS5meOAglBLAQIUAxQAAAgAAAAAIVjmme+6BgAAAAYAAAAOAAAAAAAAAAAAAACAAQAAAADmlrDpl7sv5LiALnR4dFBLAQIUAxQAAAAAAAAAIVjCKBlyBgAAAAYAAAAFAAAAAAAAAAAAAACAATIAAABiLnR4dFBLBQYAAAAAAgACAG8AAABbAAAAAAA="
    )
    /// One file, whose name is said to be UTF-8 and is not.
    private static let misnamed = bytes(
        "UEsDBBQAAAgAAAAAIVjmme+6BgAAAAYAAAAJAAAAwyjmligudHh055Sy44CCUEsBAhQDFAAACAAAAAAhWOaZ77oGAAAABgAAAAkAAAAAAAAAAAAAAIABAAAAAMMo5pYoLnR4dFBLBQYAAAAAAQABADcAAAAtAAAAAAA=")
    /// `01.txt`.
    private static let small = bytes(
        "UEsDBBQAAAAAAAAAIVjmme+6BgAAAAYAAAAGAAAAMDEudHh055Sy44CCUEsBAhQDFAAAAAAAAAAhWOaZ77oGAAAABgAAAAYAAAAAAAAAAAAAAIABAAAAADAxLnR4dFBLBQYAAAAAAQABADQAAAAqAAAAAAA=")
    /// `青岛市出口20亿元。` and a line feed, stored.
    private static let stored = bytes("H4sIAAAAAAAEAwEbAOT/6Z2S5bKb5biC5Ye65Y+jMjDkur/lhYPjgIIKj/SIwBsAAAA=")
    /// `{"text":"一"}` and a line feed.
    private static let line = bytes("H4sIAAAAAAACA6tWKkmtKFGyUnqyo0GplgsA6kUQsw8AAAA=")

    private func results(_ bytes: [UInt8], name: String = "x.gz", _ options: ReadingOptions = ReadingOptions()) -> [String] {
        readContent(bytes, name: name, options).map { $0.text ?? $0.error.map { "\($0.code) \($0.id)" } ?? "" }
    }

    @Test func namesInUTF8() {
        #expect(readContent(Self.zip, name: "x.zip").map { $0.document?.id } == ["新闻/一.txt", "b.txt"])
        // A name that cannot be told is the file's number.
        let misnamed = readContent(Self.misnamed, name: "x.zip")
        #expect(misnamed.map { $0.text } == ["甲。"] && misnamed.first?.document?.id.isEmpty == false)
    }

    /// Where several files are read the archive's name stands before those of its own files.
    @Test func idsOfSeveralArchives() {
        let folder = TemporaryFolder()
        let files = ["1.zip", "2.zip"].map { folder.write($0, Self.small) }
        for inputs in [files, [folder.path], [folder.path + "/*.zip"]] { #expect(readAll(inputs).map { $0.document?.id } == ["1.zip/01.txt", "2.zip/01.txt"]) }
        #expect(readAll([files[0]]).map { $0.document?.id } == ["01.txt"])
    }

    /// The checksum and the length behind the packed bytes are verified.
    @Test func checksumsOfGzip() throws {
        #expect(results(Self.stored) == ["青岛市出口20亿元。\n"])
        var figure = Self.stored
        figure[try #require(figure.firstIndex(of: UInt8(ascii: "2")))] = UInt8(ascii: "9")
        #expect(results(figure) == ["青岛市出口90亿元。\n", "damaged_archive x"])
        var length = Self.stored
        length[length.count - 4] ^= 1
        #expect(results(length) == ["青岛市出口20亿元。\n", "damaged_archive x"])
        #expect(results(Self.line + Self.line) == ["一", "一"])
        #expect(results(Self.line + [0, 0] + Self.line + [0, 0]) == ["一", "一"])
        #expect(results(Self.line + [1] + Self.line) == ["一", "damaged_archive x:2"])
        var second = Self.line
        second[second.count - 8] ^= 1
        #expect(results(Self.line + second + Self.line) == ["一", "一", "damaged_archive x:3"])
    }

    /// What can be unpacked before the end is read.
    @Test func filesCutOff() {
        #expect(results(Self.stored.dropLast(9)) == ["青岛市出口20亿元。", "damaged_archive x"])
        #expect(results(Self.stored.dropLast(9), name: "x.gz", ReadingOptions(format: .text)) == ["青岛市出口20亿元。", "damaged_archive x"])
        for count in [4, 9, 10, 14] { #expect(results(Array(Self.stored.prefix(count))) == ["damaged_archive \(count > 0 ? "x.gz" : "")"], "\(count)") }
        for magic in [[0x42, 0x5A, 0x68, 0x31], [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], [0x28, 0xB5, 0x2F, 0xFD]] as [[UInt8]] {
            #expect(readContent(magic).map { $0.error?.code } == ["damaged_archive"])
        }
    }

    /// Bodies of HTTP answers as crawls keep them.
    @Test(
        arguments: [
            ("gzip", "H4sIAAAAAAACA3u2dvGzae3v9/Q82dHwtH/p44YmABHBaM8SAAAA"), ("deflate", "eJx7tnbxs2nt7/f0PNnR8LR/6eOGJgB7YAyL"), ("deflate", "e7Z28bNp7e/39DzZ0fC0f+njhiYA"),
            ("identity", "5q2j5paH77yM5LiA5Y+l44CC"), ("gzip", "5q2j5paH77yM5LiA5Y+l44CC"), ("br", "5q2j5paH77yM5LiA5Y+l44CC"), ("gzip", "H4sIAAAAAAACA3u2dvGzae3v9/Q82dHwtH/p44YmABHBaM8T"),
        ])
    func codings(_ coding: String, _ body: String) {
        func record(_ body: [UInt8], _ header: String, _ number: Int) -> [UInt8] {
            let answer = Array("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\(header)\r\n".utf8) + body
            let head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://e/\(number)\r\nWARC-Record-ID: <urn:\(number)>\r\nContent-Length: \(answer.count)\r\n\r\n"
            return Array(head.utf8) + answer + Array("\r\n\r\n".utf8)
        }
        let file = record(Array("一。".utf8), "", 1) + record(Self.bytes(body), "Content-Encoding: \(coding)\r\n", 2) + record(Array("三。".utf8), "", 3)
        let isBroken = body.hasSuffix("T"), isUnknown = coding == "br"
        let found = readContent(file, name: "x.warc")
        #expect(found.map { $0.text ?? $0.error!.code } == ["一。"] + (isUnknown ? ["cannot_read"] : ["正文，一句。"]) + (isBroken ? ["damaged_archive"] : []) + ["三。"])
        for error in found.compactMap(\.error) { #expect(error.id == "urn:2" && error.message.contains("x.warc record 2 (http://e/2): "), "\(error)") }
    }

    @Test func recordsOfCrawlsCutOff() {
        func record(_ type: String, _ body: String, length: Int? = nil) -> String {
            "WARC/1.0\r\nWARC-Type: \(type)\r\nContent-Length: \(length ?? body.utf8.count)\r\n\r\n\(body)\r\n\r\n"
        }
        func codes(_ file: String) -> [String?] { readContent(file, name: "x.warc").map { $0.text ?? $0.error?.code } }
        #expect(codes(record("conversion", "一。") + record("warcinfo", "x", length: 9999) + record("conversion", "二。")) == ["一。", "truncated"])
        #expect(codes(record("warcinfo", "x")) == ["no_records"])
        #expect(codes(record("warcinfo", "x") + record("conversion", "二。")) == ["二。"])
    }
}
