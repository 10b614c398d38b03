using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OvsCtl.Ovsdb.Tests;

/// <summary>What an ovsdb-server 3.1 really sent, byte for byte in the "reply", "initial" and "update" members.</summary>
internal static class Captured
{
    public static DatabaseSchema Schema { get; } = DatabaseSchema.Parse(Text("schema.json"));

    public static JToken Load(string file) => JsonConvert.DeserializeObject<JToken>(Text(file), new JsonSerializerSettings { DateParseHandling = DateParseHandling.None })!;

    private static string Text(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Captured", file));
}
