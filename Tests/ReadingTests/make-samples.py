#!/usr/bin/env python3
"""Writes the samples of the dump formats into Samples/. All words in them are of this project's own making.

Run by hand after a change; the samples are kept in the tree. zst needs the command zstd."""
import bz2, csv, gzip, io, json, lzma, pathlib, subprocess, tarfile, zipfile

HERE = pathlib.Path(__file__).parent / "Samples"
HERE.mkdir(exist_ok=True)

ARTICLES = [
    dict(id="a1", title="临江市上半年外贸增长8.2%", date="2021-07-15", source="临江日报", author="陈一鸣", section="经济",
         url="http://news.example.cn/20210715/a1.html?x=1&y=2",
         paragraphs=["　　本报7月15日讯　上半年，临江市进出口总额达到126.5亿元，同比增长8.2%。",
                     "　　其中出口７８.３亿元，增长１１.４%；进口48.2亿元，增长3.3%。民营企业占比为“六成以上”。",
                     "　　记者从会上获悉，全市新增外贸企业约300家，A<B型企业占1/3。"]),
    dict(id="a2", title="青山县万亩茶园开采", date="2021-03-28", source="青山新闻网", author="林小雨", section="农业",
         url="http://news.example.cn/20210328/a2.html",
         paragraphs=["　　3月28日，青山县1.2万亩茶园陆续开采，预计产干茶350吨。", "　　茶农每斤鲜叶能卖60至80元，比去年高出两成。"]),
    dict(id="a3", title="图书馆延长开放时间", date="2020-12-31", source="云河晚报", author="", section="文化",
         url="http://news.example.cn/20201231/a3.html", paragraphs=["　　自2021年1月1日起，云河市图书馆每天开放至21时30分。"]),
]


def esc(words): return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def write(name, data):
    (HERE / name).write_bytes(data.encode("utf-8") if isinstance(data, str) else data)


def sogou():
    out = ""
    for a in ARTICLES:
        body = "\ue40c".join(a["paragraphs"])
        out += f"<doc>\n<url>{a['url']}</url>\n<docno>{a['id']}</docno>\n<contenttitle>{a['title']}</contenttitle>\n<content>{body}</content>\n</doc>\n"
    return out + "<doc>\n<url>http://news.example.cn/empty.html</url>\n<docno>a4</docno>\n<contenttitle>只有标题</contenttitle>\n<content></content>\n</doc>\n"


def rss():
    items = "".join(
        f"<item><title><![CDATA[{a['title']}]]></title><link>{esc(a['url'])}</link><guid>{a['id']}</guid><dc:creator>{a['author']}</dc:creator>"
        f"<pubDate>Wed, 07 Jul 2021 23:30:00 CST</pubDate><description><![CDATA[" + "".join(f"<p>{esc(p)}</p>" for p in a["paragraphs"]) + "]]></description></item>\n"
        for a in ARTICLES)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>临江新闻&nbsp;频道</title>\n{items}</channel></rss>\n'


def atom():
    entries = "".join(
        f'<entry><title>{esc(a["title"])}</title><id>urn:{a["id"]}</id><published>2020-12-31T18:00:00Z</published><link href="{esc(a["url"])}"/>'
        f'<author><name>{a["author"]}</name></author><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">' + "".join(f"<p>{esc(p)}</p>" for p in a["paragraphs"]) + "</div></content></entry>\n"
        for a in ARTICLES)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>云河快讯</title>\n{entries}</feed>\n'


def nitf_body(a):
    rows = "<table><tr><th>项目</th><th>金额</th></tr><tr><td>出口</td><td>78.3</td></tr></table>" if a["id"] == "a1" else ""
    return (f'<body><body.head><hedline><hl1>{esc(a["title"])}</hl1></hedline><byline>记者 {a["author"] or "本报"}</byline></body.head><body.content><block>'
            + "".join(f"<p>{esc(p)}</p>" for p in a["paragraphs"]) + rows + "</block></body.content></body>")


def nitf(a):
    day = a["date"].replace("-", "")
    return f'<nitf><head><title>{esc(a["title"])}</title><docdata><doc-id id-string="{a["id"]}"/><date.issue norm="{day}T080000+0800"/></docdata><pubdata name="{a["source"]}" position.section="{a["section"]}"/></head>{nitf_body(a)}</nitf>'


def newsml():
    items = "".join(
        f'<newsItem guid="tag:{a["id"]}" version="1"><itemMeta><versionCreated>{a["date"]}T10:00:00+08:00</versionCreated><provider literal="x"><name>{a["source"]}</name></provider></itemMeta>'
        f'<contentMeta><contentCreated>{a["date"]}T09:00:00+08:00</contentCreated><headline>{esc(a["title"])}</headline><by>{a["author"]}</by></contentMeta>'
        f'<contentSet><inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/">{nitf_body(a)}</nitf></inlineXML></contentSet></newsItem>\n'
        for a in ARTICLES)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/><itemSet>\n{items}</itemSet></newsMessage>\n'


def mediawiki():
    wiki = ("{{Infobox city|name=临江|pop={{num|120万}}}}\n'''临江市'''位于[[长江|大江]]下游，面积1,860平方公里<ref name=\"a\">{{cite|title=年鉴}}</ref>，人口120万人。\n\n"
            "[[File:a.jpg|thumb|临江[[港口]]]]\n== 经济 ==\n* 2020年生产总值为[http://example.org 950亿元]。\n"
            "{| class=\"wikitable\"\n! 年 !! 值\n|-\n| 2020 || 950\n|}\n-{zh-hans:计算机;zh-hant:電腦}-产量为3万台。<!-- 注 -->\n\n== 参考文献 ==\n{{reflist}}\n[[Category:城市]]\n")
    pages = ""
    for number, (title, text, extra) in enumerate([("临江市", wiki, ""), ("重定向页", "#REDIRECT [[临江市]]", '<redirect title="临江市" />'), ("短页", "一共5人。", "")], 1):
        pages += (f'  <page>\n    <title>{title}</title>\n    <ns>0</ns>\n    <id>{number}</id>\n    {extra}\n    <revision>\n      <id>9{number}</id>\n      <timestamp>2021-05-01T17:00:00Z</timestamp>\n'
                  f'      <text bytes="1" xml:space="preserve">{esc(text)}</text>\n    </revision>\n  </page>\n')
    return f'<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="zh">\n  <siteinfo><sitename>样例百科</sitename></siteinfo>\n{pages}</mediawiki>\n'


def article_html(a, charset="utf-8"):
    return (f'<html><head><meta charset="{charset}"><title>{esc(a["title"])}_样例网</title></head><body><div class="nav"><a href="/">首页</a> <a href="/n">新闻</a></div><h1>{esc(a["title"])}</h1>'
            f'<div class="info">{a["date"]} 08:30　来源：{a["source"]}</div><div id="text">' + "".join(f"<p>{esc(p)}</p>" for p in a["paragraphs"]) + '</div><div class="footer">版权所有 样例网</div></body></html>')


def warc():
    out = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 9\r\n\r\nsoftware\n\r\n\r\n"
    members = [out]
    for a in ARTICLES:
        body = article_html(a, "gbk").encode("gb18030")
        chunked = a["id"] == "a2"
        if chunked:
            # Parts that cut a character in two, one with an extension, and a trailer.
            parts = [b"%x%s\r\n" % (len(part), b";a=b" if i else b"") + part + b"\r\n" for i, part in enumerate([body[:42], body[42:]])]
            body = b"".join(parts) + b"0\r\nX-Trailer: 1\r\n\r\n"
        http = b"HTTP/1.1 200 OK\r\n" + (b"Transfer-Encoding: chunked\r\n" if chunked else b"") + b"Content-Type: text/html; charset=gbk\r\n\r\n" + body
        members.append(f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {a['url']}\r\nWARC-Record-ID: <urn:uuid:{a['id']}>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n".encode() + http + b"\r\n\r\n")
    image = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG\0\0"
    members.append(f"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {len(image)}\r\n\r\n".encode() + image + b"\r\n\r\n")
    return members


def wet():
    out = b""
    for a in ARTICLES:
        body = (a["title"] + "\n" + "\n".join(a["paragraphs"])).encode()
        out += f"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: {a['url']}\r\nWARC-Record-ID: <urn:uuid:{a['id']}>\r\nContent-Type: text/plain\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body + b"\r\n\r\n"
    return out


def table():
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["ID", "Title", "pubDate", "来源", "content"])
    for a in ARTICLES: writer.writerow([a["id"], a["title"], a["date"].replace("-", "/"), a["source"], "\n".join(a["paragraphs"]) + ' 他说:"好",完'])
    return out.getvalue()


records = [dict(id=a["id"], title=a["title"], date=a["date"], source=a["source"], url=a["url"], content="　　".join(a["paragraphs"])) for a in ARTICLES]
lines = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records)
write("sogou.xml", sogou())
write("sogou-root.gb18030.xml", ("<docs>\n" + sogou() + "</docs>\n").encode("gb18030"))
write("rss.xml", rss())
write("rss.gb2312.xml", rss().replace('encoding="UTF-8"', 'encoding="gb2312"').encode("gb18030"))
write("atom.xml", atom())
write("nitf.xml", '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">\n' + nitf(ARTICLES[0]) + "\n")
write("newsml.xml", newsml())
write("mediawiki.xml", mediawiki())
write("crawl.warc", b"".join(warc()))
write("crawl.warc.gz", b"".join(gzip.compress(m, mtime=0) for m in warc()))
write("crawl.wet", wet())
write("lines.jsonl", lines)
write("array.json", json.dumps(records, ensure_ascii=False, indent=1))
write("table.csv", table())
write("lines.jsonl.gz", gzip.compress(lines.encode(), mtime=0))
write("lines.jsonl.bz2", bz2.compress(lines.encode()[:300]) + bz2.compress(lines.encode()[300:]))
write("lines.jsonl.xz", lzma.compress(lines.encode()))
write("lines.jsonl.lzma", lzma.compress(lines.encode(), format=lzma.FORMAT_ALONE))
write("lines.jsonl.zst", subprocess.run(["zstd", "-q", "-c"], input=lines.encode(), capture_output=True, check=True).stdout)
with zipfile.ZipFile(HERE / "mixed.zip", "w", zipfile.ZIP_DEFLATED) as z:
    for name, data in [("a/lines.jsonl", lines.encode()), ("b/rss.xml.gz", gzip.compress(rss().encode(), mtime=0)), ("../../evil.txt", "路径出格的文件".encode()), ("__MACOSX/x", b"x")]:
        z.writestr(zipfile.ZipInfo(name, (2021, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
buffer = io.BytesIO()
with tarfile.open(fileobj=buffer, mode="w") as t:
    for a in ARTICLES:
        data = article_html(a).encode()
        info = tarfile.TarInfo(f"pages/{a['date'].replace('-', '')}-{a['id']}.html")
        info.size = len(data)
        t.addfile(info, io.BytesIO(data))
write("pages.tar.gz", gzip.compress(buffer.getvalue(), mtime=0))
