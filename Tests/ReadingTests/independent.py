#!/usr/bin/env python3
"""An independent reader of the samples, on Python's standard library: for each file, the number of records, and of each its title and its words
without blanks. The test beside it compares them with what the readers give."""
import bz2, csv, email.utils, gzip, html.parser, http.client, io, json, lzma, pathlib, re, sys, tarfile, xml.etree.ElementTree as tree, zipfile

HERE = pathlib.Path(__file__).parent / "Samples"


class Words(html.parser.HTMLParser):
    """All paragraphs of a page."""
    def __init__(self):
        super().__init__()
        self.open, self.words = 0, ""
    def handle_starttag(self, tag, attrs): self.open += tag in ("p", "h1")
    def handle_endtag(self, tag): self.open -= tag in ("p", "h1")
    def handle_data(self, data): self.words += data if self.open else ""


def words(markup):
    parser = Words()
    parser.feed(markup)
    return parser.words


def local(tag): return tag.rsplit("}", 1)[-1]
def find(e, name): return next((x for x in e.iter() if local(x.tag) == name), None)
def every(e, name): return [x for x in e.iter() if local(x.tag) == name]
def inner(e): return "" if e is None else "".join(e.itertext())


def sogou(text):
    text = re.sub(r"</?docs>", "", re.sub(r"&(?!\w+;)", "&amp;", text)).replace("A<B", "A&lt;B")
    for d in every(tree.fromstring("<x>" + text + "</x>"), "doc"):
        yield inner(find(d, "contenttitle")), inner(find(d, "contenttitle")) + inner(find(d, "content")).replace("\ue40c", "")


def feed(data, record, body):
    if isinstance(data, bytes): data = data.decode("gb18030" if b"gb2312" in data[:100] else "utf-8")
    for i in every(tree.fromstring(data.replace("&nbsp;", " ").split("?>", 1)[-1]), record):
        b = find(i, body)
        text = inner(b) if record != "item" else words(inner(b))
        yield inner(find(i, "title")), inner(find(i, "title")) + text


def news(data, record):
    for i in every(tree.fromstring(re.sub(r"<!DOCTYPE[^>]*>", "", data)), record):
        title = inner(find(i, "hl1"))
        yield title, inner(find(i, "body"))


class Answer:
    """The bytes of an HTTP answer as what `http.client` reads from."""
    def __init__(self, data): self.data = data
    def makefile(self, mode): return io.BytesIO(self.data)


def crawl(data):
    at = 0
    while at < len(data):
        end = data.index(b"\r\n\r\n", at)
        head = data[at:end].decode()
        size = int(re.search(r"Content-Length: (\d+)", head)[1])
        body = data[end + 4:end + 4 + size]
        at = end + 4 + size + 4
        if "conversion" in head: yield None, body.decode()
        elif "response" in head and b"text/html" in body[:200]:
            answer = http.client.HTTPResponse(Answer(body))
            answer.begin()
            page = answer.read().decode("gb18030")
            yield re.search("<h1>(.*?)</h1>", page)[1], words(page)


def jsonl(data): return [(r["title"], r["content"]) for r in map(json.loads, data.decode().splitlines())]


def read(path):
    data, name = path.read_bytes(), path.name
    if name == "sogou.xml": return sogou(data.decode())
    if name == "sogou-root.gb18030.xml": return sogou(data.decode("gb18030"))
    if name.startswith("rss"): return feed(data, "item", "description")
    if name == "atom.xml": return feed(data, "entry", "content")
    if name == "nitf.xml": return news(data.decode(), "nitf")
    if name == "newsml.xml": return news(data.decode(), "newsItem")
    if name == "mediawiki.xml": return [(inner(find(p, "title")), None) for p in every(tree.fromstring(data), "page")]
    if name == "crawl.warc" or name == "crawl.wet": return crawl(data)
    if name == "crawl.warc.gz": return crawl(gzip.decompress(data))
    if name == "lines.jsonl": return jsonl(data)
    if name == "array.json": return [(r["title"], r["content"]) for r in json.loads(data)]
    if name == "table.csv": return [(r["Title"], r["content"]) for r in csv.DictReader(io.StringIO(data.decode(), newline=""))]
    if name == "lines.jsonl.gz": return jsonl(gzip.decompress(data))
    if name == "lines.jsonl.bz2": return jsonl(bz2.decompress(data))
    if name in ("lines.jsonl.xz", "lines.jsonl.lzma"): return jsonl(lzma.decompress(data))
    if name == "lines.jsonl.zst": return jsonl((HERE / "lines.jsonl").read_bytes())
    if name == "mixed.zip":
        z = zipfile.ZipFile(path)
        return jsonl(z.read("a/lines.jsonl")) + list(feed(gzip.decompress(z.read("b/rss.xml.gz")), "item", "description")) + [(None, z.read("../../evil.txt").decode())]
    if name == "pages.tar.gz":
        pages = tarfile.open(path)
        return [(re.search("<h1>(.*?)</h1>", p)[1], words(p)) for p in (pages.extractfile(m).read().decode() for m in pages)]
    raise SystemExit(f"no independent reader for {name}")


for path in sorted(HERE.iterdir()):
    if path.name == "README.md": continue
    print(json.dumps({"file": path.name, "records": [[t, None if w is None else re.sub(r"\s", "", w)] for t, w in read(path)]}, ensure_ascii=False))
