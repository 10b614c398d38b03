using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace OvsCtl.Topology.LabFiles.Writing;

/// <summary>YAML being written: the emitter of the YAML library with the few calls a lab file needs.</summary>
internal sealed partial class YamlText
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

    // The emitter's own judgement of what can stand without quotes lets some texts pass that its parser then refuses.
    private static bool NeedsQuotes(string value) => value == "null" || !SafeText().IsMatch(value);

    /// <summary>Words, addresses and arrows: nothing that YAML could see a meaning in.</summary>
    [GeneratedRegex(@"\A[A-Za-z0-9/](?:[A-Za-z0-9._/=+<>-]|:(?=[A-Za-z0-9/])| (?=[A-Za-z0-9./<-]))*\z")]
    private static partial Regex SafeText();

    private void Scalar(string value, ScalarStyle style) =>
        _emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, value, style, isPlainImplicit: true, isQuotedImplicit: true));
}
