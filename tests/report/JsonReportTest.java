package report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.EnumSet;
import java.util.Set;
import json.Json;
import org.junit.jupiter.api.Test;
import path.Hop;
import testing.RunbookSchema;
import text.Language;
import text.Words;

class JsonReportTest {
    private static final Set<Hop> ALL = EnumSet.allOf(Hop.class);

    @Test
    void theWholeDocument() {
        assertEquals("""
                {
                  "schema": "runbook/1",
                  "tool": "diagnose",
                  "version": "9.9",
                  "startedAt": "2026-03-01T09:30:00.123Z",
                  "durationMs": 2140,
                  "verdict": "fail",
                  "exitCode": 20,
                  "host": {
                    "os": "windows",
                    "address": "192.168.1.44",
                    "adapter": "Wi-Fi",
                    "profile": "public"
                  },
                  "servicesFrom": {
                    "kind": "named-file",
                    "file": "services.yaml",
                    "text": "Services: services.yaml",
                    "notes": []
                  },
                  "services": [
                    {
                      "name": "API",
                      "port": 8000,
                      "protocol": "tcp",
                      "hops": [
                        {
                          "hop": "container",
                          "result": "unknown",
                          "text": "docker was too slow",
                          "durationMs": null
                        },
                        {
                          "hop": "address",
                          "result": "warn",
                          "text": "is slow",
                          "durationMs": 1250
                        },
                        {
                          "hop": "firewall",
                          "result": "fail",
                          "text": "a rule drops it",
                          "durationMs": null
                        }
                      ],
                      "brokenAt": "firewall",
                      "cause": "firewall-block-rule"
                    }
                  ],
                  "findings": [
                    {
                      "id": "firewall-block-rule",
                      "severity": "fail",
                      "confidence": "observed",
                      "services": [
                        "API"
                      ],
                      "summary": "A rule drops\\\\u000Awhat a phone sends | to 8000",
                      "evidence": [
                        "Rule <x> & \\"y\\""
                      ],
                      "remedies": [
                        {
                          "text": "Open the port",
                          "commands": [
                            {
                              "shell": "powershell",
                              "admin": true,
                              "run": "New-Rule 'a|b'"
                            },
                            {
                              "shell": "cmd",
                              "admin": false,
                              "run": "rule \\"a|b\\""
                            }
                          ]
                        }
                      ],
                      "help": "RUNBOOK.md#firewall-block-rule"
                    }
                  ]
                }""", Json.pretty(report(Language.ENGLISH)
                .of(SampleDiagnoses.broken("API"), Set.of(Hop.CONTAINER, Hop.ADDRESS, Hop.FIREWALL), 20)));
    }

    @Test
    void whatIsNotBrokenIsNull() {
        JsonObject document = RunbookSchema.valid(report(Language.ENGLISH).of(SampleDiagnoses.well("API"), ALL, 0));
        assertEquals("ok", document.get("verdict").getAsString());
        JsonObject service = document.getAsJsonArray("services").get(0).getAsJsonObject();
        assertTrue(service.has("brokenAt") && service.get("brokenAt").isJsonNull());
        assertTrue(service.has("cause") && service.get("cause").isJsonNull());
        assertEquals(Hop.values().length, service.getAsJsonArray("hops").size());
        assertEquals(0, document.getAsJsonArray("findings").size());
    }

    @Test
    void theHelpIsInTheReadersLanguage() {
        String json = Json.line(report(Language.FRENCH).of(SampleDiagnoses.broken("API"), ALL, 20));
        assertTrue(json.contains("\"help\":\"RUNBOOK.fr.md#firewall-block-rule\""), json);
    }

    private static JsonReport report(Language language) {
        return new JsonReport("diagnose", "9.9", new Words(language));
    }
}
