package lab;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import testing.Turn;

/**
 * Tests that have a {@link Lab} for themselves, which they get as a parameter. They begin before all others, since they
 * take longest; classes that take longest of all have a {@link Turn} of their own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("lab")
@Turn(LabTest.BEFORE_OTHERS)
@ExtendWith(LabExtension.class)
@interface LabTest {

    int BEFORE_OTHERS = 100;
}
