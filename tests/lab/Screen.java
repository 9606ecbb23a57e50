package lab;

/**
 * A phone's screen, as its user has set it.
 *
 * @param language what its user reads, {@code fr-FR}
 * @param dark     whether they prefer light letters on a dark ground
 * @param width    in CSS pixels, as is the height
 * @param scale    pixels of the picture for each of them
 */
record Screen(String language, boolean dark, int width, int height, int scale) {

    /** A large phone of 2024. */
    static Screen tall(String language) {
        return new Screen(language, false, 412, 915, 2);
    }

    /** An iPhone of these years. */
    static Screen small(String language, boolean dark) {
        return new Screen(language, dark, 390, 844, 2);
    }

    /** {@code fr-FR, fr}. */
    String languages() {
        String alone = language.replaceAll("-.*", "");
        return language.equals(alone) ? language : language + ", " + alone;
    }

    /** {@code fr_FR}. */
    String locale() {
        return language.replace('-', '_');
    }

    /** Of a picture, {@code 824x1830}. */
    String pixels() {
        return width * scale + "x" + height * scale;
    }
}
