package amparo.engine.language;

import amparo.engine.fact.RecordType;
import java.util.ArrayList;
import java.util.List;

/** The records that quantifiers have bound around a place, the outermost first. */
public final class Bindings {
    /** Nothing is bound. Must not be changed. */
    public static final Bindings NONE = new Bindings();

    private final List<String> binders = new ArrayList<>();
    private final List<RecordType> records = new ArrayList<>();

    private Bindings() {}

    Bindings(Bindings around) {
        binders.addAll(around.binders);
        records.addAll(around.records);
    }

    /** These bindings and one more, for the inside of a quantified group. */
    public Bindings and(String binder, RecordType record) {
        Bindings inner = new Bindings(this);
        inner.push(binder, record);
        return inner;
    }

    /** Number of bound records. */
    public int size() {
        return binders.size();
    }

    void push(String binder, RecordType record) {
        binders.add(binder);
        records.add(record);
    }

    void pop() {
        binders.remove(binders.size() - 1);
        records.remove(records.size() - 1);
    }

    int depth(String binder) {
        return binders.lastIndexOf(binder);
    }

    RecordType record(int depth) {
        return records.get(depth);
    }
}
