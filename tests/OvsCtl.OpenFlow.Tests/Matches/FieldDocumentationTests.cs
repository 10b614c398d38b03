namespace OvsCtl.OpenFlow.Tests.Matches;

public sealed class FieldDocumentationTests
{
    [Fact]
    public void The_page_of_fields_is_what_the_table_says()
    {
        var path = Path.Combine(RepositoryFolder(), "docs", "fields.md");
        var made = FieldDocumentation.Make();
        if (Environment.GetEnvironmentVariable("OVSCTL_UPDATE_DOCS") == "1") File.WriteAllText(path, made);
        Assert.True(File.Exists(path) && File.ReadAllText(path) == made, "docs/fields.md is out of date; run this test with OVSCTL_UPDATE_DOCS=1.");
    }

    [Fact]
    public void Every_name_and_every_header_is_that_of_one_field()
    {
        foreach (var field in MatchField.All)
        {
            foreach (var name in field.OtherNames.Prepend(field.Name)) Assert.Same(field, MatchField.FindName(name));
            foreach (var header in field.Headers)
            {
                Assert.Same(field, MatchField.FindForAction(header.Name)?.Canonical);
                var read = MatchField.Find(header.Experimenter, header.OxmClass, header.Number, hasMask: false, field.Size);
                Assert.Equal((field.Name, field.Size), (read.Name, read.Size));
            }
        }
    }

    private static string RepositoryFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "OvsCtl.sln"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException("The repository's folder is not above the test's.");
    }
}
