/// The phone's own report: a small page on the LAN that a phone's browser opens, which tries every service from there
/// ([phone.PhoneSession]). The page itself is `phone.page`; a phone on a cable is `phone.cable`, an app's
/// own log `phone.applog`.
package phone;
