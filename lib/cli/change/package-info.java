/// The rim of the scripts that change this machine: what they are asked for, and journal, guard and answer put together
/// as the options say ([cli.change.ChangeSetup]). The changes themselves are the business of the package `change`.
//JAVA 25+
//SOURCES ChangeSetup.java
//SOURCES FixOptions.java
//SOURCES RunName.java
//SOURCES ../package-info.java
//SOURCES ../../schedule/package-info.java
package cli.change;
