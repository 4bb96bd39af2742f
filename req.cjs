// time tree of requires
const Module=require("module"); const l=Module._load; const st=[]; const out=[];
Module._load=function(r,p,i){ const n={r,t:process.cpuUsage().user/1e3,n:Object.keys(require.cache).length,d:st.length}; out.push(n); st.push(n); try{return l.apply(this,arguments);} finally{ st.pop(); n.dt=process.cpuUsage().user/1e3-n.t; n.dn=Object.keys(require.cache).length-n.n;} };
for (const m of process.argv.slice(2)) { try { require(m); } catch(e) { console.log(e.message) } }
for (const n of out) if (n.dt>6) console.log("  ".repeat(n.d)+n.r+" "+n.dt.toFixed(0)+"ms "+n.dn);
