package amparo.engine.rule;

import org.jspecify.annotations.Nullable;

/**
 * Where a condition comes from.
 *
 * @param act the law, decree or source by name
 * @param article its article, or ""
 * @param url where it was read, or ""
 * @param support how well it supports the condition
 * @param read the day it was read, {@code yyyy-mm-dd}, or null
 * @param note what is uncertain, both values of a dispute, or ""
 */
public record Citation(
        String act,
        String article,
        String url,
        CitationClass support,
        @Nullable String read,
        String note) {}
