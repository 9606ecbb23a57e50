package net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CidrTest {

    @ParameterizedTest
    @CsvSource({"192.168.1.44/24, 192.168.1.0/25, 192.168.1.128/25", "10.0.0.0/8, 10.0.0.0/9, 10.128.0.0/9",
        "0.0.0.0/0, 0.0.0.0/1, 128.0.0.0/1", "192.168.1.6/31, 192.168.1.6/32, 192.168.1.7/32",
        "172.28.16.1/20, 172.28.16.0/21, 172.28.24.0/21"})
    void consistsOfTwoHalves(String whole, String low, String high) {
        assertEquals(List.of(Cidr.parse(low), Cidr.parse(high)), Cidr.parse(whole).halves());
    }

    @Test
    void aSingleAddressHasNone() {
        assertThrows(IllegalArgumentException.class, () -> Cidr.parse("192.168.1.44").halves());
    }
}
