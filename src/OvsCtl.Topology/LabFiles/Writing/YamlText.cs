using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace OvsCtl.Topology.LabFiles.Writing;

/// <summary>YAML being written: the emitter of the YAML library with the few calls a lab file needs.</summary>
internal sealed class YamlText
{
    private readonly Emitter _emitter;

    public YamlText(TextWriter writer)
    {
        // A folded line would cut a command in two in the reader's eye.
        _emitter = new Emitter(writer, EmitterSettings.Default.WithBestWidth(int.MaxValue).WithIndentedSequences());
        _emitter.Emit(new StreamStart());
        _emitter.Emit(new DocumentStart(null, null, isImplicit: true));
    }

    public void Mapping(Action content)
    {
        _emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, MappingStyle.Block));
        content();
        _emitter.Emit(new MappingEnd());
    }

    public void List(Action content)
    {
        _emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, SequenceStyle.Block));
        content();
        _emitter.Emit(new SequenceEnd());
    }

    public void Key(string key) => Text(key);

    /// <summary>Writes nothing when there is no value.</summary>
    public void Pair(string key, string? value)
    {
        if (value is null) return;
        Key(key);
        Text(value);
    }

    public void Text(string value) => Scalar(value, NeedsQuotes(value) ? ScalarStyle.DoubleQuoted : ScalarStyle.Plain);

    public void TextOrNothing(string? value)
    {
        if (value is null) Scalar("null", ScalarStyle.Plain);
        else Text(value);
    }

    public void End()
    {
        _emitter.Emit(new DocumentEnd(isImplicit: true));
        _emitter.Emit(new StreamEnd());
    }

    // The emitter quotes what is not plain text for YAML; these would be read as something else, or broken over lines.
    private static bool NeedsQuotes(string value) => value is "" or "~" or "null" || !value.All(c => c is >= ' ' and <= '~');

    private void Scalar(string value, ScalarStyle style) =>
        _emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, value, style, isPlainImplicit: true, isQuotedImplicit: true));
}
