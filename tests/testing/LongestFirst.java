package testing;

import java.util.Comparator;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;

/**
 * Classes that take minutes, those of the user and of the lab, begin first, in the {@link Order} that they have among
 * themselves: the short ones fill the gaps.
 */
public final class LongestFirst implements ClassOrderer {

    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors().sort(Comparator.comparing(LongestFirst::rank).thenComparing(LongestFirst::order));
    }

    private static int rank(ClassDescriptor descriptor) {
        return descriptor.findRepeatableAnnotations(Tag.class).stream().map(Tag::value)
                .anyMatch(tag -> tag.equals("user") || tag.equals("lab")) ? 0 : 1;
    }

    private static int order(ClassDescriptor descriptor) {
        return descriptor.findAnnotation(Order.class).map(Order::value).orElse(Order.DEFAULT);
    }
}
