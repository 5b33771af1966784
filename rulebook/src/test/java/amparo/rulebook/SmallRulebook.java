package amparo.rulebook;

import amparo.rulebook.lint.Lint;
import amparo.rulebook.load.Loaded;
import amparo.rulebook.load.RulebookLoader;
import amparo.rulebook.source.Content;
import amparo.rulebook.source.Finding;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A rulebook of a few lines without a mistake, and copies of it with one. */
public final class SmallRulebook {
    /** 2025-07-01. */
    public static final int TODAY = 20_270;

    public static final String FACTS = "facts/person.yaml";
    public static final String CODES = "codes/kind.yaml";
    public static final String SETS = "sets/south.yaml";
    public static final String PATHWAY = "pathways/arg/arg-home.yaml";
    public static final String ASYLUM = "pathways/arg/arg-asylum.yaml";
    public static final String BARRIER = "pathways/arg/arg-fine.yaml";
    public static final String SCREEN = "screening/child.yaml";

    public static final String CLOCKS = "tables/clocks.yaml";

    private final TreeMap<String, String> files = new TreeMap<>();

    public SmallRulebook() {
        files.put(FACTS, facts());
        files.put(CODES, codes());
        files.put(SETS, sets());
        files.put(PATHWAY, pathway());
        files.put(ASYLUM, asylum());
        files.put(BARRIER, barrier());
        files.put(SCREEN, screen());
        files.put(CLOCKS, clocks());
    }

    public SmallRulebook with(String path, String text) {
        files.put(path, text);
        return this;
    }

    public SmallRulebook without(String path) {
        files.remove(path);
        return this;
    }

    /** Replaces a text that must be there. */
    public SmallRulebook edit(String path, String old, String replacement) {
        String text = files.getOrDefault(path, "");
        if (!text.contains(old)) {
            throw new IllegalArgumentException(old + " is not in " + path);
        }
        files.put(path, text.replace(old, replacement));
        return this;
    }

    public Content content() {
        return Content.of(files);
    }

    public Map<String, String> files() {
        return files;
    }

    public Loaded load() {
        return RulebookLoader.load(content());
    }

    /** Headlines of the mistakes. */
    public List<String> errors() {
        return load().findings().stream().filter(Finding::isError).map(Finding::headline).toList();
    }

    /** Headlines of everything that lint finds. */
    public List<String> lint() {
        return Lint.check(load(), TODAY).stream().map(Finding::headline).toList();
    }

    /** The only mistake in full. */
    public String onlyError() {
        List<Finding> errors = load().findings().stream().filter(Finding::isError).toList();
        if (errors.size() != 1) {
            throw new AssertionError("expected one error, found: " + errors());
        }
        return errors.get(0).text();
    }

    private static String facts() {
        return """
        facts:
          - fact: nationality
            type: codes
            codes: country
            sensitivity: personal
            mutability: fixed
            single_use: agreements are about nationals
            question: &
          - fact: age
            type: whole number
            bounds: 0..130
            unit: years
            sensitivity: ordinary
            mutability: time
            derive: years from birth_date to today
            question: &
          - fact: birth_date
            type: date
            sensitivity: personal
            mutability: fixed
            question: &
          - fact: country_now
            type: code
            codes: country
            sensitivity: ordinary
            mutability: not advisable
            question: &
          - fact: entry
            type: code
            codes: entry_kind
            sensitivity: personal
            mutability: fixed
            question: &
          - fact: alone
            type: boolean
            sensitivity: personal
            mutability: fixed
            single_use: the screen asks it
            question: &
          - fact: relative
            type: records
            sensitivity: personal
            mutability: not advisable
            single_use: families stay together
            question: &
            fields:
              - fact: country
                type: code
                codes: country
                from_person: country_now
                question: &
              - fact: lives_here
                type: boolean
                question: &
        """
                .replace("&", words("Esta es una pregunta", "This is a question"));
    }

    private static String codes() {
        return """
        codes: entry_kind
        values:
          post: &
          irregular: &
        """
                .replace("&", words("Un nombre", "A name"));
    }

    private static String sets() {
        return """
        set: south
        codes: country
        steps:
          - {codes: [BOL]}
          - {from: 2011-01-01, codes: [BOL, PER]}
        cite: {act: An agreement, class: said, url: "https://example.org/a", read: 2025-01-01}
        """;
    }

    private static String pathway() {
        return """
        pathway: arg-home
        title: &
        summary: &
        destination: ARG
        category: mobility-agreement
        how: apply
        authority: &
        apply: &
        effect_on_asylum: none
        grants: {status: &, months: 24, renewable: yes, permanent: path, work: yes, family: yes}
        confirmed: 2025-06-21
        confidence: high
        sources:
          law: {act: "A law", url: "https://example.org/law", read: 2025-06-01}
        versions:
          - law: 2004-07-16..
            requires:
              - id: national
                text: &
                when: any nationality in $south
                cite: {source: law, article: "1", class: said}
              - id: grown-up
                text: &
                when: age >= 18
                cite: {source: law, article: "2", class: said}
              - id: family
                role: chance
                text: &
                some: relative as r
                cite: {source: law, class: entry}
                all:
                  - {id: family-here, text: &, when: r.country = host and r.lives_here}
            unless:
              - {id: by-the-back, text: &, when: entry = irregular, cite: {source: law, class: said}}
        examples:
          - {name: a Peruvian, day: 2025-07-01, person: {nationality: [PER], age: 31, entry: post}, expect: met, availability: open}
          - {name: a Frenchman, day: 2025-07-01, person: {nationality: [FRA], age: 31}, expect: not-met}
          - {name: a Bolivian, day: 2025-07-01, person: {nationality: [BOL]}, expect: open, missing: [age, entry]}
        """
                .replace("&", words("Esto es asi", "This is so"));
    }

    private static String asylum() {
        return """
        pathway: arg-asylum
        title: &
        summary: &
        destination: ARG
        category: asylum
        how: apply
        authority: &
        apply: &
        effect_on_asylum: none
        grants: {status: &}
        confirmed: 2025-06-21
        confidence: high
        sources:
          law: {act: "A law", url: "https://example.org/law", read: 2025-06-01}
        versions:
          - law: 2006..
            here: {id: here, text: &, when: country_now = host, cite: {source: law, class: said}}
            requires:
              - {id: not-twice, text: &, when: entry in {post, irregular} or age >= 1, cite: {source: law, class: said}}
        examples:
          - {name: in Argentina, day: 2025-07-01, person: {country_now: ARG}, expect: can-ask-here}
          - {name: in Peru, day: 2025-07-01, person: {country_now: PER}, expect: on-reaching}
          - {name: unknown, day: 2025-07-01, person: {}, expect: on-reaching}
        """
                .replace("entry in {post, irregular} or age >= 1", "entry = post")
                .replace("&", words("Esto es asi", "This is so"));
    }

    private static String barrier() {
        return """
        pathway: arg-fine
        title: &
        summary: &
        destination: ARG
        category: barrier
        authority: &
        contest: &
        confirmed: 2025-06-21
        confidence: low
        sources:
          law: {act: "A law", url: "https://example.org/law", read: 2025-06-01}
        versions:
          - law: 2020..
            requires:
              - {id: irregular, text: &, when: entry = irregular, cite: {source: law, class: said}}
        examples:
          - {name: one, day: 2025-07-01, person: {entry: irregular}, expect: touches}
          - {name: two, day: 2025-07-01, person: {entry: post}, expect: does-not-touch}
          - {name: three, day: 2025-07-01, person: {}, expect: not-known}
        """
                .replace("&", words("Esto es asi", "This is so"));
    }

    private static String screen() {
        return """
        screen: child
        title: &
        neutral: &
        urgency: emergency
        refer: [child-protection]
        actions: [&]
        cite: {act: A guide, class: said, url: "https://example.org/guide", read: 2025-01-01}
        indicates:
          - {id: young, text: &, when: age < 18 and alone}
        examples:
          - {name: one, day: 2025-07-01, person: {age: 9, alone: true}, expect: refer}
          - {name: two, day: 2025-07-01, person: {age: 30}, expect: no-indication}
          - {name: three, day: 2025-07-01, person: {age: 9}, expect: not-enough-known, missing: [alone]}
        """
                .replace("&", words("Un menor solo", "A child alone"));
    }

    private static String clocks() {
        StringBuilder out = new StringBuilder();
        for (String word : List.of("emergency", "high", "medium", "routine")) {
            out.append(out.isEmpty() ? "" : "---\n").append("table: clock-").append(word);
            out.append("\nunit: hours\nsteps: [{value: 10}]\n");
            out.append("cite: {act: A guide, class: general}\n");
        }
        return out.toString();
    }

    /** A text in five languages on one line. */
    public static String words(String es, String en) {
        return "{es: \""
                + es
                + "\", en: \""
                + en
                + "\", pt: \""
                + es
                + " p\", fr: \""
                + es
                + " f\", ht: \""
                + es
                + " h\"}";
    }
}
