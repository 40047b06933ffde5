extension RandomAccessCollection where Index == Int {
    /// The first index from which on a condition holds, which holds for no element before it; `endIndex` where it holds for none.
    ///
    /// - Complexity: O(log *n*)
    package func partitioningIndex(where isReached: (Element) -> Bool) -> Int {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = low + (high - low) / 2
            if isReached(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
