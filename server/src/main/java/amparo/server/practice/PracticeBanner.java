package amparo.server.practice;

import amparo.server.platform.Language;
import amparo.server.platform.PracticeNote;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;

/** What pages say about the exercise that a session practises; made by the module of learning. */
public interface PracticeBanner {

    /**
     * Asked once for each page of a practising session, <em>in the world of the exercise</em>, as
     * whoever learns, outside of any transaction. It may fail: the page then says what it must
     * without the story, so it needs no care of its own for a broken database.
     *
     * @param request the page that is drawn; its address tells which question is asked
     */
    PracticeNote of(UUID exercise, HttpServletRequest request, Language language);
}
