package lab;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that have a {@link Lab} for themselves, which they get as a parameter. They begin before all others, since they
 * take longest; classes that take longest of all have an {@link Order} of their own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("lab")
@Order(LabTest.BEFORE_OTHERS)
@ExtendWith(LabExtension.class)
@interface LabTest {

    int BEFORE_OTHERS = 100;
}
