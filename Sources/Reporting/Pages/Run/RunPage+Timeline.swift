extension RunPage {
    /// The picture with its controls, and the same in words beside it; the page's code fills them.
    var timeline: HTML {
        """
        <section id="timeline" aria-labelledby="timeline-title">
        <h2 id="timeline-title">What happened</h2>
        <p class="quiet">Each session has a lane for its client, the network, the queue, the \
        processor, the agent, the outbox and the runner. Bars are waiting and work, dots are facts, \
        vertical marks are faults. Press <kbd>?</kbd> for the keys.</p>
        <div class="bench">
        <div class="stage">
        \(controls)
        <canvas id="overview" role="img" aria-label="The whole run, with the part in view"></canvas>
        <div id="scroller">
        <div class="tip-holder"><div id="tip" hidden></div></div>
        <canvas id="picture" tabindex="0" role="application" aria-roledescription="timeline" \
        aria-label="Lanes of each session over virtual time. Arrow keys choose facts, plus and minus \
        zoom; the list beside it has the same in words." aria-describedby="facts-note"></canvas>
        <div id="spacer"></div>
        </div>
        </div>
        <aside class="panel" aria-label="The facts in words">
        <div id="fact" tabindex="0" aria-live="polite" aria-label="The chosen fact"></div>
        <div class="in-view"><h3>Facts in view</h3>
        <p id="facts-note" class="quiet"></p>
        <ol id="facts" tabindex="0" aria-label="Facts in view"></ol></div>
        </aside>
        </div>
        </section>
        \(help)
        """
    }

    private var controls: HTML {
        let lanes = Lane.allCases.map { lane -> HTML in
            """
            <label style="--chip: var(--\(lane.rawValue))"><input type="checkbox" \
            name="lane-\(lane.rawValue)" checked>\(lane.rawValue)</label>
            """
        }
        return """
            <form id="controls" aria-label="Filters">
            <label>Session <input type="search" name="session" placeholder="name or number"></label>
            <label>Request <input type="search" name="request" placeholder="such as s1-r1"></label>
            <label>Kind <select name="kind"><option value="-1">every kind</option></select></label>
            <div class="tools">
            <button type="button" data-act="left" aria-label="Earlier">←</button>
            <button type="button" data-act="right" aria-label="Later">→</button>
            <button type="button" data-act="in" aria-label="Zoom in">+</button>
            <button type="button" data-act="out" aria-label="Zoom out">−</button>
            <button type="button" data-act="fit" aria-label="The whole run">Fit</button>
            <button type="button" data-act="close" aria-label="Close all lanes">Close</button>
            <button type="button" data-act="help" aria-label="Keys">?</button>
            </div>
            <fieldset class="chips" aria-label="Lanes and sorts of facts">
            \(lanes)
            <label><input type="checkbox" name="tokens" checked>tokens</label>
            <label><input type="checkbox" name="store">store calls</label>
            </fieldset>
            </form>
            """
    }

    private var help: HTML {
        let keys: [(String, String)] = [
            ("← →", "the fact before, the fact after"), ("↑ ↓", "the session above, the one below"),
            ("c", "to the cause of the chosen fact"), ("e", "to its first consequence"),
            ("+ −", "zoom"), ("0", "the whole run"), ("Page up, Page down", "earlier, later"),
            ("Home, End", "the beginning, the end"), ("Enter", "open or close the session's lanes"),
            ("Esc", "choose nothing"), ("/", "to the filter"), ("?", "these keys"),
        ]
        let rows = keys.map { key, meaning -> HTML in
            "<dt><kbd>\(key)</kbd></dt><dd>\(meaning)</dd>"
        }
        return """
            <dialog id="help" aria-labelledby="help-title"><h3 id="help-title">Keys</h3>
            <p class="quiet">While the picture has the focus. With the pointer: drag to move, hold \
            Ctrl and turn the wheel to zoom, click a name to open its lanes.</p>
            <dl>\(rows)</dl><form method="dialog"><button>Close</button></form></dialog>
            """
    }
}
