/// The phone's own word: a small page on the LAN that a phone's browser opens, which tries every service from there and
/// says what it got.
package phone;
