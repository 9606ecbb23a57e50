/// What the tool says, as data: a [text.Message] is a key with its arguments, and only the rim turns it
/// into a sentence, in English or in French. Each package keeps its own words beside its code, in
/// `messages_en.properties` and `messages_fr.properties`.
package text;
