package amparo.web;

import amparo.engine.data.JsonText;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/** A text that the browser joins itself. */
final class NativeText implements JsonText {
    private final JSObject text = make();

    @Override
    public void add(String part) {
        add(text, part);
    }

    @Override
    public void quote(String part) {
        quote(text, part);
    }

    @Override
    public boolean isPlain(String part) {
        return plain(part);
    }

    @Override
    public JsonText another() {
        return new NativeText();
    }

    @Override
    public String text() {
        return get(text);
    }

    @JSBody(script = "return [];")
    private static native JSObject make();

    @JSBody(
            params = {"text", "part"},
            script = "text.push(part);")
    private static native void add(JSObject text, String part);

    @JSBody(
            params = {"text", "part"},
            script = "text.push('\"', part, '\"');")
    private static native void quote(JSObject text, String part);

    @JSBody(params = "part", script = "return !/[\"\\\\\\u0000-\\u001f]/.test(part);")
    private static native boolean plain(String part);

    @JSBody(params = "text", script = "return text.join('');")
    private static native String get(JSObject text);
}
