///usr/bin/env jbang --interactive "$0" "$@" ; exit $?
//DESCRIPTION Opens JShell with the library loaded, for questions that no script answers.
//JAVA 25+
//DEPS ../lib/Core.java
import docker.*
import fact.*
import firewall.*
import host.*
import inventory.*
import path.*
import probe.*
import process.*
import report.*
import text.*
import java.time.Duration
import java.util.*
var world = new LiveWorld()
var services = InventoryFile.builtIn()
System.out.println("world and services are there. Try:\n  Gathering.facts(world, services, new Limits(Duration.ofSeconds(2), Duration.ofSeconds(8)))")
