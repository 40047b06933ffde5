import CICU
// Placeholder until the module's first file.
package func icuVersion() -> String { String(cString: cicu_version()) }
