import BaoShuModel
import TestSupport
import Testing

/// Currency names that several regions share, each in a text of its own.
struct RegionalUnitTests {
    @Test(arguments: [
        // No region: the one most often meant.
        ("一张票卖300克朗。", ["SEK"]),
        ("挪威一家公司赚了5亿克朗。", ["NOK"]),
        // Before it in its sentence comes before a nearer one behind it.
        ("一件衬衫卖450比索，菲律宾店主说。", ["PHP"]),
        ("智利商人付了450比索，菲律宾店主说。", ["CLP"]),
        // Its own sentence comes before the text.
        ("瑞典人说。这项工程在丹麦要花20亿克朗。", ["DKK"]),
        ("阿根廷人发愁。物价又涨了，一杯咖啡要3000比索。", ["ARS"]),
        ("在挪威卖300克朗，在丹麦卖400克朗。", ["NOK", "DKK"]),
        // A region whose own money has another name says nothing.
        ("菲律宾游客在日本换了900比索。", ["PHP"]),
        // No region inside a longer word or name.
        ("墨西哥湾的渔民在哥伦比亚赚了2万比索。", ["COP"]),
        ("在马里兰州的索马里商人付了7万先令。", ["SOS"]),
        // A name that says whose it is stays that.
        ("开罗一家酒店卖了2亿英镑和30亿镑。", ["GBP", "EGP"]),
        ("3亿挪威克朗的工程，丹麦出了1亿克朗。", ["NOK", "DKK"]),
        // Withdrawn money, traditional characters, a list.
        ("德国人攒了3000马克，芬兰人攒了2000马克。", ["DEM", "FIM"]),
        ("雅加達一碗麵賣2萬盾。", ["IDR"]),
        ("巴基斯坦油价每升150卢比至160卢比。", ["PKR"]),
    ])
    func areThoseOfTheNearestRegion(text: String, codes: [String]) throws {
        let found = try NumberReader().read(lines: [text])[0]
        #expect(found.filter { $0.text("kind") == "money" || $0.text("kind") == "compound" }.map { $0.text("unit") ?? "" } == codes)
    }
}
