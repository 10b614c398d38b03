using System.Reflection;

namespace OvsCtl.Netns.Tests;

/// <summary>What others may build on, reviewed in diffs: PublicApi.txt is written anew when OVSCTL_UPDATE_PUBLIC_API=1.</summary>
public sealed class PublicApiTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    // A record's and an enum's own machinery says nothing.
    private static readonly string[] Synthesized =
        ["ToString", "GetHashCode", "Equals", "op_Equality", "op_Inequality", "<Clone>$", "Deconstruct", "get_", "set_", "add_", "remove_", "value__"];

    [Fact]
    public void The_public_surface_is_the_one_on_record()
    {
        var actual = typeof(RouteSocket).Assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal).SelectMany(Describe).ToList();
        var path = Path.Combine(ProjectFolder(), "PublicApi.txt");
        if (Environment.GetEnvironmentVariable("OVSCTL_UPDATE_PUBLIC_API") == "1") File.WriteAllLines(path, actual);
        var recorded = File.ReadAllLines(path);
        Assert.True(
            recorded.SequenceEqual(actual),
            "The public surface has changed; if that is meant, run this test with OVSCTL_UPDATE_PUBLIC_API=1.\n"
            + string.Join('\n', recorded.Except(actual).Select(line => "- " + line).Concat(actual.Except(recorded).Select(line => "+ " + line))));
    }

    private static IEnumerable<string> Describe(Type type)
    {
        yield return Name(type);
        var members = type.GetMembers(Declared).Where(member => member is not TypeInfo && !Synthesized.Any(name => member.Name.StartsWith(name, StringComparison.Ordinal)));
        foreach (var line in members.Select(Describe).Order(StringComparer.Ordinal)) yield return $"  {Name(type)}: {line}";
    }

    private static string Describe(MemberInfo member) => member switch
    {
        MethodInfo method => $"{(method.IsStatic ? "static " : "")}{Name(method.ReturnType)} {method.Name}({Parameters(method)})",
        ConstructorInfo constructor => $"new({Parameters(constructor)})",
        PropertyInfo property => $"{Name(property.PropertyType)} {property.Name} {{{(property.CanRead ? " get;" : "")}{(property.SetMethod?.IsPublic == true ? " set;" : "")} }}",
        FieldInfo field => $"{Name(field.FieldType)} {field.Name}",
        _ => member.ToString() ?? "",
    };

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(p => $"{Name(p.ParameterType)} {p.Name}"));

    private static string Name(Type type)
    {
        var name = (type.DeclaringType is { } outer && !type.IsGenericParameter ? outer.Name + "." : "") + type.Name;
        return type.IsGenericType ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }

    private static string ProjectFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "OvsCtl.Netns.Tests.csproj"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException("the test project's folder is not above the test's");
    }
}
