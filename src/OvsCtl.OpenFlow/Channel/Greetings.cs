using System.Net.Sockets;

namespace OvsCtl.OpenFlow;

/// <summary>Peers that have connected and not yet said who they are.</summary>
internal sealed class Greetings
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Greeting> _all = []; // the oldest first
    private TaskCompletionSource? _empty;

    public Greeting Begin(Socket peer)
    {
        var greeting = new Greeting(peer);
        lock (_lock) greeting.Node = _all.AddLast(greeting);
        return greeting;
    }

    public void End(Greeting greeting)
    {
        lock (_lock)
        {
            if (greeting.Node is { } node) _all.Remove(node);
            greeting.Node = null;
            if (_all.Count == 0) _empty?.TrySetResult();
        }
    }

    /// <summary>Makes room: hangs up on the peer that has taken longest.</summary>
    /// <returns>False when there is none.</returns>
    public bool HangUpOnOldest()
    {
        lock (_lock)
        {
            for (var node = _all.First; node is not null; node = node.Next)
            {
                if (node.Value.IsHungUpOn) continue;
                node.Value.IsHungUpOn = true;
                node.Value.Peer.Dispose();
                return true;
            }

            return false;
        }
    }

    /// <summary>Completes when all have ended. None may begin any more.</summary>
    public Task WhenAllEndedAsync()
    {
        lock (_lock)
        {
            if (_all.Count == 0) return Task.CompletedTask;
            return (_empty ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    internal sealed class Greeting(Socket peer)
    {
        public Socket Peer => peer;

        /// <summary>True for one that had to make room for another.</summary>
        public bool IsHungUpOn { get; set; }

        public LinkedListNode<Greeting>? Node { get; set; }
    }
}
