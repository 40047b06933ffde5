import CXML
import CICU
package func xmlVersion() -> String { String(cString: cxml_version()) }
