/// Whoever asks for a connection and then does nothing with it.
final class Stranger: LinkDelegate {
    func opened(_ link: Link) {}
    func received(_ frame: WireFrame, on link: Link) {}
    func closed(_ link: Link) {}
}
