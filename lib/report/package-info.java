/// How a result is shown: a table for people, documents for programs. Nothing here decides anything.
package report;
