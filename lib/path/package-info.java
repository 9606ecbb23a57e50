/// The path from the phone to the service, hop by hop, as data: [path.Facts] is everything that was found out,
/// [path.Diagnosis] what came of it. Who finds out is `path.gather`, who judges is `path.check`.
package path;
