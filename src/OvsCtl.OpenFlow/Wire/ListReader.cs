namespace OvsCtl.OpenFlow;

/// <summary>Reads messages that are lists. What came before an item that cannot be read is kept with the error: a dump of the message shows it.</summary>
internal static class ListReader
{
    public delegate T ReadItem<T>(ref OpenFlowReader reader);

    /// <param name="reader">At the first item; nothing may follow the last one.</param>
    /// <param name="readItem">Reads an item of at least one byte.</param>
    /// <param name="toMessage">The message with these items.</param>
    public static TMessage Read<T, TMessage>(ref OpenFlowReader reader, ReadItem<T> readItem, Func<IReadOnlyList<T>, TMessage> toMessage)
        where TMessage : OpenFlowMessage
    {
        var items = new List<T>();
        try
        {
            while (!reader.IsAtEnd) items.Add(readItem(ref reader));
        }
        catch (OpenFlowProtocolException e)
        {
            e.Decoded = toMessage(items);
            throw;
        }

        return toMessage(items);
    }
}
