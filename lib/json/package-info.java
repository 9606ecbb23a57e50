/// JSON, the one way it is written and read: how it becomes text, what every document begins with, the names in it
/// that stay, and the stream that it leaves by.
package json;
