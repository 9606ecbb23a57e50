/// The runbook's pages for the person in front of a terminal: where they lie, and one section of them as plain text.
package help;
