/// The path from the phone to the service, hop by hop: what is known of each hop, which one is broken first, and why.
/// [path.Facts] is everything that was found out, [path.Walk] the check list, [path.Diagnosis] the result.
package path;
