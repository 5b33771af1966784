package amparo.rulebook.load;

import amparo.engine.data.Data;
import amparo.engine.data.DataException;
import amparo.engine.data.Mark;
import amparo.engine.fact.Vocabulary;
import amparo.engine.language.Names;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Rulebook;
import amparo.engine.rule.Screen;
import amparo.rulebook.source.Content;
import amparo.rulebook.source.Report;
import amparo.rulebook.source.SourceFile;
import amparo.rulebook.source.YamlReader;
import amparo.rulebook.vignette.Vignette;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a content folder into a rulebook. It does not stop at the first mistake: every mistake of
 * every file is a finding with its place.
 */
public final class RulebookLoader {
    private static final List<String> VOCABULARY =
            List.of("facts/", "codes/", "sets/", "tables/", "calendars/");

    /** Where the documents belong that have a file each. */
    private static final Map<String, String> FOLDERS =
            Map.of("pathway", "pathways/", "screen", "screening/", "vignette", "vignettes/");

    private final Report report = new Report();
    private final Languages languages = new Languages();
    private final Places places = new Places();
    private final List<Document> documents = new ArrayList<>();
    private final Map<String, Document> rules = new LinkedHashMap<>();

    private RulebookLoader() {}

    /** Reads all files of a folder. */
    public static Loaded load(Path folder) {
        return load(Content.ofFolder(folder));
    }

    /** Reads files that are in memory. */
    public static Loaded load(Content content) {
        return new RulebookLoader().read(content);
    }

    /**
     * The vignettes of a text of YAML documents, as they are packed with the compiled rulebook.
     *
     * @throws IllegalStateException if they do not fit the rulebook
     */
    public static List<Vignette> vignettes(String yaml, Rulebook book) {
        if (yaml.isBlank()) {
            return List.of();
        }
        RulebookLoader loader = new RulebookLoader();
        List<DataException> problems = new ArrayList<>();
        List<Data> roots = YamlReader.read(yaml, problems);
        loader.documents(new SourceFile("vignettes.yaml", yaml), roots, problems, false);
        VignetteLoader vignettes =
                new VignetteLoader(book.vocabulary(), book.pathways(), book.screens());
        loader.of("vignette").forEach(vignettes::load);
        if (loader.report.hasErrors()) {
            throw new IllegalStateException(
                    "the packed vignettes do not fit the rulebook: "
                            + loader.report.findings().get(0).text());
        }
        return vignettes.vignettes();
    }

    private Loaded read(Content content) {
        content.files().forEach(this::file);
        CodesLoader codes = new CodesLoader(places);
        of("codes").forEach(codes::load);
        FactLoader facts = new FactLoader(codes.lists(), places);
        of("facts").forEach(facts::load);
        DatedLoader dated = new DatedLoader(codes.lists(), places);
        of("set").forEach(dated::set);
        of("table").forEach(dated::table);
        of("calendar").forEach(dated::calendar);
        List<Document> pathwayFiles = of("pathway").stream().filter(this::ruleId).toList();
        List<Document> screenFiles = of("screen").stream().filter(this::ruleId).toList();

        Vocabulary vocabulary = new Vocabulary(facts.facts(), List.copyOf(codes.lists().values()));
        Names names =
                new Names(
                        vocabulary,
                        dated.sets().keySet(),
                        dated.tables().keySet(),
                        dated.calendars().keySet(),
                        rules.keySet());
        VocabularyChecks checks = new VocabularyChecks(vocabulary, names);
        facts.declared().forEach(checks::check);

        Conditions conditions = new Conditions(names, dated.listOfSet(), places);
        ExampleLoader examples = new ExampleLoader(vocabulary);
        PathwayLoader pathwayLoader =
                new PathwayLoader(conditions, Countries.of(codes.lists()), examples);
        Set<String> taken = new HashSet<>();
        List<Pathway> pathways = new ArrayList<>();
        for (Document document : pathwayFiles) {
            Pathway pathway = pathwayLoader.load(document);
            if (pathway != null && taken.add(pathway.id())) {
                pathways.add(pathway);
                places.put(pathway, document.place());
            }
        }
        ScreenLoader screenLoader = new ScreenLoader(conditions, examples);
        List<Screen> screens = new ArrayList<>();
        for (Document document : screenFiles) {
            Screen screen = screenLoader.load(document);
            if (taken.add(screen.id())) {
                screens.add(screen);
                places.put(screen, document.place());
            }
        }
        languages.report(report);
        DraftLoader drafts = new DraftLoader(pathways, screens);
        of("drafts").forEach(drafts::load);
        VignetteLoader vignettes = new VignetteLoader(vocabulary, pathways, screens);
        of("vignette").forEach(vignettes::load);
        of("vignette").forEach(this::ownFile);
        Rulebook book =
                new Rulebook(
                        "",
                        vocabulary,
                        List.copyOf(dated.sets().values()),
                        List.copyOf(dated.tables().values()),
                        List.copyOf(dated.calendars().values()),
                        pathways,
                        screens,
                        drafts.translations());
        return new Loaded(
                book, examples.examples(), vignettes.vignettes(), report.findings(), places);
    }

    private List<Document> of(String kind) {
        return documents.stream().filter(document -> document.kind().equals(kind)).toList();
    }

    private void file(String path, byte[] bytes) {
        List<DataException> problems = new ArrayList<>();
        List<Data> roots = List.of();
        SourceFile file = new SourceFile(path, "");
        try {
            String text = YamlReader.text(bytes);
            file = new SourceFile(path, text);
            roots = YamlReader.read(text, problems);
        } catch (DataException wrong) {
            problems.add(wrong);
        }
        documents(file, roots, problems, true);
    }

    private void documents(
            SourceFile file, List<Data> roots, List<DataException> problems, boolean inFolder) {
        for (DataException problem : problems) {
            report.error(file, problem.at(), String.valueOf(problem.getMessage()), "");
        }
        Reading reading = new Reading(file, report, languages);
        for (Data root : roots) {
            Document document = document(reading, root);
            if (document != null) {
                documents.add(document);
                if (inFolder) {
                    folder(document, roots.size());
                }
            }
        }
    }

    private static @Nullable Document document(Reading reading, Data root) {
        if (root instanceof Data.Fields fields) {
            for (String kind : Document.KINDS) {
                if (fields.fields().containsKey(kind)) {
                    return new Document(reading, fields, kind);
                }
            }
        }
        reading.error(
                root.at(),
                "this is none of the kinds of documents that a rulebook has",
                "start it with one of: " + String.join(", ", Document.KINDS));
        return null;
    }

    private void folder(Document document, int documentsInFile) {
        String path = document.reading().file().path();
        Mark at = document.root().at();
        String wanted = FOLDERS.get(document.kind());
        boolean rule = wanted != null;
        if (wanted != null && !path.startsWith(wanted)) {
            report.error(
                    document.reading().file(),
                    at,
                    "a " + document.kind() + " belongs in the folder " + wanted,
                    "");
        }
        boolean vocabulary = !rule && !document.kind().equals("drafts");
        if (vocabulary && VOCABULARY.stream().noneMatch(path::startsWith)) {
            report.error(
                    document.reading().file(),
                    at,
                    "'"
                            + document.kind()
                            + "' belongs in one of the folders "
                            + String.join(", ", VOCABULARY),
                    "");
        }
        if (rule && documentsInFile > 1) {
            report.error(
                    document.reading().file(),
                    at,
                    "a " + document.kind() + " has a file of its own",
                    "split the file");
        }
    }

    private void ownFile(Document document) {
        SourceFile file = document.reading().file();
        if (!document.head().equals(file.stem())) {
            report.error(
                    file,
                    document.root().at(),
                    "the vignette is called '"
                            + document.head()
                            + "', its file '"
                            + file.stem()
                            + "'",
                    "give both the same name");
        }
    }

    /** The id of a rule equals the name of its file and is its own. */
    private boolean ruleId(Document document) {
        String id = document.head();
        SourceFile file = document.reading().file();
        Mark at = document.root().at();
        if (!id.isEmpty() && !id.equals(file.stem())) {
            report.error(
                    file,
                    at,
                    "the rule is called '" + id + "', its file '" + file.stem() + "'",
                    "give both the same name");
        }
        if (!id.isEmpty() && !Identifiers.isId(id)) {
            report.error(
                    file, at, "'" + id + "' cannot be an id", "lower case words joined by hyphens");
        }
        Document before = rules.putIfAbsent(id, document);
        if (before != null && !id.isEmpty()) {
            report.error(
                    file,
                    at,
                    "another rule is called '" + id + "': " + before.reading().file().path(),
                    "");
        }
        return true;
    }
}
