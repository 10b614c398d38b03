using FsCheck;
using FsCheck.Fluent;
using OvsCtl.Topology.LabFiles;

namespace OvsCtl.Topology.Tests.LabFiles;

public sealed class LabFilePropertyTests
{
    private const string Alphabet = "abz019 \n\t:-{}[],&*!|>'\"%@`#?<~./\\_é\uFEFF\u0085\u2028\uD800\uDC00\0\r";

    private static readonly Arbitrary<int> Seeds = Gen.Choose(0, int.MaxValue).ToArbitrary();

    [Fact]
    public void A_lab_survives_export() =>
        Prop.ForAll(Seeds, seed =>
        {
            var spec = LabSpecs.Of(seed);
            var exported = LabFile.Export(spec);
            var read = LabFile.Parse(exported, "exported");
            Assert.Equal(SpecDump.Of(spec, withCheckTexts: false), SpecDump.Of(read, withCheckTexts: false));
            Assert.Equal(SpecDump.Of(read), SpecDump.Of(LabFile.Parse(LabFile.Export(read), "again")));
            Assert.Equal(exported, LabFile.Export(read));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void A_damaged_file_is_read_or_refused_with_places_inside_it()
    {
        var files = Repository.LabFiles().Select(File.ReadAllText).ToArray();
        Prop.ForAll(Seeds, seed =>
        {
            var random = new Random(seed);
            var text = Damage(files[random.Next(files.Length)], random);
            if (LabFile.TryParse(text, "damaged", out var spec, out var errors)) LabFile.Parse(LabFile.Export(spec), "exported");
            else Assert.NotEmpty(errors);
            Assert.All(errors, error => ErrorPlaces.AssertInside(error, text));
            Assert.Equal(errors.Select(e => (e.At.Line, e.At.Column)).Order(), errors.Select(e => (e.At.Line, e.At.Column)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    [Fact]
    public void Any_text_at_all_is_read_or_refused() =>
        Prop.ForAll(Seeds, seed =>
        {
            var random = new Random(seed);
            var text = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
            LabFile.TryParse(text, "noise", out _, out var errors);
            Assert.All(errors, error => ErrorPlaces.AssertInside(error, text));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    private static string Damage(string text, Random random)
    {
        for (var blows = random.Next(1, 5); blows > 0; blows--)
        {
            var start = random.Next(text.Length);
            var length = Math.Min(random.Next(1, random.Next(1, 40)), text.Length - start);
            text = random.Next(4) switch
            {
                0 => text.Remove(start, length),
                1 => text.Insert(random.Next(text.Length), text.Substring(start, length)),
                2 => text[..start] + Alphabet[random.Next(Alphabet.Length)] + text[(start + 1)..],
                _ => text.Insert(start, Alphabet[random.Next(Alphabet.Length)].ToString()),
            };
            if (text.Length == 0) return text;
        }

        return text;
    }
}
