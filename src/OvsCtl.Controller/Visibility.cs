using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("OvsCtl.Controller.Tests")]
