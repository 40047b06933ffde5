// The types of the library's results come with it: `import BaoShu` is all that a program needs.
@_exported public import BaoShuModel
@_exported public import BaoShuText
@_exported public import enum BaoShuWriting.OffsetUnit
