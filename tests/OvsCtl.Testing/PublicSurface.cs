using System.Reflection;

namespace OvsCtl.Testing;

/// <summary>What others may build on, reviewed in diffs: PublicApi.txt of the test project, written anew when OVSCTL_UPDATE_PUBLIC_API=1.</summary>
public static class PublicSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    // A record's and an enum's own machinery says nothing.
    private static readonly string[] Synthesized =
        ["ToString", "GetHashCode", "Equals", "op_Equality", "op_Inequality", "<Clone>$", "Deconstruct", "get_", "set_", "add_", "remove_", "value__"];

    /// <summary>The lines that were added and taken away; null when the surface is the one on record.</summary>
    /// <param name="library">The library.</param>
    /// <param name="project">The test project, in whose folder the record is.</param>
    /// <param name="isByNameOnly">Types whose members are not recorded.</param>
    public static string? FindChange(Assembly library, string project, Func<Type, bool>? isByNameOnly = null)
    {
        ArgumentNullException.ThrowIfNull(library);
        var actual = library.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal)
            .SelectMany(type => isByNameOnly?.Invoke(type) == true ? [Name(type)] : Describe(type)).ToList();
        var path = Path.Combine(FolderOf(project), "PublicApi.txt");
        if (Environment.GetEnvironmentVariable("OVSCTL_UPDATE_PUBLIC_API") == "1") File.WriteAllLines(path, actual);
        var recorded = File.ReadAllLines(path);
        return recorded.SequenceEqual(actual) ? null
            : "The public surface has changed; if that is meant, run this test with OVSCTL_UPDATE_PUBLIC_API=1.\n"
            + string.Join('\n', recorded.Except(actual).Select(line => "- " + line).Concat(actual.Except(recorded).Select(line => "+ " + line)));
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

    // A namespace within the library is part of the name.
    private static string Name(Type type)
    {
        var root = type.Assembly.GetName().Name + ".";
        var inner = type.Namespace is { } space && space.StartsWith(root, StringComparison.Ordinal) && root.StartsWith("OvsCtl.", StringComparison.Ordinal) ? space[root.Length..] + "." : "";
        var name = inner + (type.DeclaringType is { } outer && !type.IsGenericParameter ? outer.Name + "." : "") + type.Name;
        return type.IsGenericType ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }

    private static string FolderOf(string project)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, project + ".csproj"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException($"the folder of {project} is not above the test's");
    }
}
